import type { RunningMode } from '../../../contract/bundled.ts'
import type { Policy } from '../policy/policy.ts'

/**
 * What may be run on this machine under a policy. A server that IT names is the only one; the practice contact
 * centre has demo accounts alone, which nobody enters where passwords are asked for.
 */
export function findAllowedModes({
  values: policy,
  serverLocked,
}: Pick<Policy, 'values' | 'serverLocked'>): readonly RunningMode[] {
  if (serverLocked || policy['server.origin'] !== undefined) return []
  return policy['signIn.method'] === 'password' ? ['twilio'] : ['sandbox', 'twilio']
}
