import type { RunningMode } from '../../../contract/bundled.ts'
import type { Policy } from '../policy/policy.ts'

/**
 * The modes that a policy allows on this machine. If IT names a server, none. The practice contact centre has only
 * demo accounts, which cannot be used if passwords are required.
 */
export function findAllowedModes({
  values: policy,
  serverLocked,
}: Pick<Policy, 'values' | 'serverLocked'>): readonly RunningMode[] {
  if (serverLocked || policy['server.origin'] !== undefined) return []
  return policy['signIn.method'] === 'password' ? ['twilio'] : ['sandbox', 'twilio']
}
