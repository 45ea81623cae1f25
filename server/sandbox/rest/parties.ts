import { badRequest } from '../http/rest-error.ts'
import { parseAddress } from '../telephony/address.ts'
import type { Address } from '../telephony/address.ts'
import { text } from '../telephony/form.ts'
import type { Form } from '../telephony/form.ts'
import type { VoiceServices } from '../telephony/services.ts'

/**
 * Who is called and who is shown as the caller (`CallerId`, else `From`). Throws 21201, 21211 (To), 21213, 21212, 21210 (From; a number that the account
 * neither has nor has verified cannot call another number). Docs: api/errors.
 */
export function partiesOf(
  form: Form,
  { routes, callerIds }: Pick<VoiceServices, 'routes' | 'callerIds'>,
): { address: Address; from: string } {
  const to = text(form, 'To') ?? ''
  if (to === '') throw badRequest("No 'To' number is specified", 21201)
  const address = parseAddress(to)
  if (!address) {
    throw badRequest(`The phone number you are attempting to call, ${to}, is not valid.`, 21211)
  }
  const caller = text(form, 'From') ?? ''
  if (caller === '') throw badRequest("No 'From' number is specified", 21213)
  const from = text(form, 'CallerId') ?? caller
  if (address.kind === 'client') return { address, from }
  if (!parseAddress(from)) throw badRequest(`'From' ${from} is not a valid phone number`, 21212)
  if (routes.numberOf(from) === null && callerIds.of(from) === null) {
    const message = `The source phone number provided, ${from}, is not yet verified for your account.`
    throw badRequest(message, 21210)
  }
  return { address, from }
}
