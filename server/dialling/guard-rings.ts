import { fail } from '../contract/result.ts'
import type { TwilioGateway } from '../twilio/gateway.ts'
import { decideNumber } from './policy.ts'
import type { DialPolicy } from './policy.ts'

/**
 * A gateway that rings no telephone which the policy bars, and limits the time of each leg, because Twilio bills until somebody
 * hangs up. A desk has no limit: it costs nothing.
 */
export function guardRings(
  gateway: TwilioGateway,
  policy: DialPolicy,
  legMinutes: number,
): TwilioGateway {
  return {
    ...gateway,
    async ring(request) {
      if (request.to.startsWith('client:')) return gateway.ring(request)
      const decision = decideNumber(request.to, policy)
      if (decision.kind === 'allowed') {
        return gateway.ring({ ...request, timeLimitSeconds: legMinutes * 60 })
      }
      return fail({ kind: 'refused', status: 403, code: null, message: decision.why })
    },
  }
}
