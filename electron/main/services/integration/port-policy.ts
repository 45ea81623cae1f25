import type { PolicyValues } from '../../../policy/policies.ts'
import type { AllowedCallers } from './refusals.ts'

/** The port, from the policy. Without a policy there is no port: no setting of a person opens it. */
export type PortPolicy =
  | { readonly kind: 'none' }
  /** A port that nobody may use, which is a mistake. */
  | { readonly kind: 'no-callers' }
  | { readonly kind: 'port'; readonly port: number; readonly callers: AllowedCallers }

export function readPortPolicy(policy: PolicyValues): PortPolicy {
  const port = policy['integration.port']
  const origins = policy['integration.origins'] ?? []
  const programs = policy['integration.programs'] === true
  if (port === undefined) return { kind: 'none' }
  if (origins.length === 0 && !programs) return { kind: 'no-callers' }
  return { kind: 'port', port, callers: { origins, programs } }
}
