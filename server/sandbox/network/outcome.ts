/** Why the network did not do what it was asked. The message says what to do. */
export interface NetworkFault {
  readonly code: 'no-such-phone' | 'phone-in-use' | 'no-call' | 'bad-sound'
  readonly message: string
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: NetworkFault }

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value }
}

export function refused(code: NetworkFault['code'], message: string): Outcome<never> {
  return { ok: false, fault: { code, message } }
}
