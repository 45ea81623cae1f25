/** The type of a number. Docs: phone-numbers/api/incomingphonenumber-resource. */
export type NumberType = 'local' | 'toll free'

const TOLL_FREE = /^\+1(?:800|833|844|855|866|877|888)/

export function numberTypeOf(phoneNumber: string): NumberType {
  return TOLL_FREE.test(phoneNumber) ? 'toll free' : 'local'
}
