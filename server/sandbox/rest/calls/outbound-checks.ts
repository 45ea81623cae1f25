import { badRequest } from '../../http/rest-error.ts'
import { CALL_EVENTS, text, words } from '../../telephony/form.ts'
import type { Form } from '../../telephony/form.ts'

const LONGEST_TIMEOUT_SECONDS = 600
const METHODS = new Set(['GET', 'POST'])

/**
 * Refuses values that a call of the API cannot have: 21208 (`Timeout`), 21209 (methods), 21609 and 21626 (status
 * callbacks). Docs: api/errors.
 */
export function checkOutbound(form: Form): void {
  const timeout = text(form, 'Timeout')
  if (timeout !== undefined && !isTimeout(timeout)) {
    throw badRequest(`Invalid Timeout: ${timeout}`, 21208)
  }
  for (const key of Object.keys(form).filter((name) => name.endsWith('Method'))) {
    const given = text(form, key)?.toUpperCase() ?? ''
    if (!METHODS.has(given)) throw badRequest(`Invalid ${key}: ${given}`, 21209)
  }
  const callback = text(form, 'StatusCallback')
  if (callback !== undefined && callback !== '' && !URL.canParse(callback)) {
    throw badRequest(`Invalid StatusCallback URL: ${callback}`, 21609)
  }
  const events: readonly string[] = CALL_EVENTS
  const unknown = words(form, 'StatusCallbackEvent').find((event) => !events.includes(event))
  if (unknown !== undefined) throw badRequest(`Invalid StatusCallbackEvent: ${unknown}`, 21626)
}

function isTimeout(given: string): boolean {
  const seconds = Number(given)
  return Number.isInteger(seconds) && seconds >= 0 && seconds <= LONGEST_TIMEOUT_SECONDS
}
