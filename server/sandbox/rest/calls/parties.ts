import { badRequest } from '../../http/rest-error.ts'
import { parseAddress, parseAppAddress } from '../../telephony/dialing/address.ts'
import type { Address } from '../../telephony/dialing/address.ts'
import { allowsCaller } from '../../telephony/dialing/call-token.ts'
import { callerFailureOf } from '../../telephony/dialing/caller-failure.ts'
import { text } from '../../telephony/form.ts'
import type { Form } from '../../telephony/form.ts'
import type { VoiceServices } from '../../telephony/services.ts'

/**
 * Who is called and who is shown as the caller (`CallerId`, else `From`). Throws 21201, 21211 (To), 21213 (no From),
 * 21212 (a caller who cannot be one for such a To) and 21210 (a number that the account neither has nor has verified, nor
 * forwards a call of by `CallToken`). A Participant may be a TwiML App of the account (21218). Docs: api/errors,
 * voice/api/conference-participant-resource (To).
 */
export function partiesOf(
  form: Form,
  services: Pick<VoiceServices, 'routes' | 'callerIds' | 'calls'>,
  makes: 'call' | 'participant',
): { address: Address; from: string } {
  const to = text(form, 'To') ?? ''
  if (to === '') throw badRequest("No 'To' number is specified", 21201)
  const app = makes === 'participant' ? parseAppAddress(to) : null
  if (app && !services.routes.application(app.applicationSid)) {
    throw badRequest(`Invalid ApplicationSid ${app.applicationSid}`, 21218)
  }
  const address = app ?? parseAddress(to)
  if (!address) {
    throw badRequest(`The phone number you are attempting to call, ${to}, is not valid.`, 21211)
  }
  const caller = text(form, 'From') ?? ''
  if (caller === '') throw badRequest("No 'From' number is specified", 21213)
  const shown = text(form, 'CallerId') ?? caller
  const token = text(form, 'CallToken') ?? ''
  for (const from of new Set([caller, shown])) {
    const fault = callerFailureOf(services, { to: address.kind, from })
    if (fault === 'invalid') throw badRequest(`'From' ${from} is not a valid phone number`, 21212)
    if (fault === 'unverified' && !allowsCaller(services.calls.list(), token, from)) {
      const message = `The source phone number provided, ${from}, is not yet verified for your account.`
      throw badRequest(message, 21210)
    }
  }
  return { address, from: shown }
}
