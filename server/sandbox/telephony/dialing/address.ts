/** A Device or a telephone. */
type DialledAddress =
  | {
      readonly kind: 'client'
      readonly identity: string
      readonly params: Readonly<Record<string, string>>
    }
  | { readonly kind: 'number'; readonly number: string }

/** A TwiML App, which only a Participant can be. */
interface AppAddress {
  readonly kind: 'app'
  readonly applicationSid: string
  readonly params: Readonly<Record<string, string>>
}

/** What a call is made to. */
export type Address = DialledAddress | AppAddress

const E164 = /^\+[1-9]\d{1,14}$/
const CLIENT = 'client:'
const APP = /^app:(?<sid>AP[0-9a-f]{32})(?:\?(?<query>.*))?$/u

/**
 * Reads `client:identity?key=value&…` or an E.164 number; null when it is neither.
 * Docs: voice/api/conference-participant-resource#custom-parameters.
 */
export function parseAddress(text: string): DialledAddress | null {
  const trimmed = text.trim()
  if (!trimmed.startsWith(CLIENT)) {
    return E164.test(trimmed) ? { kind: 'number', number: trimmed } : null
  }
  const [identity = '', query = ''] = trimmed.slice(CLIENT.length).split('?', 2)
  if (identity === '') return null
  return { kind: 'client', identity, params: Object.fromEntries(new URLSearchParams(query)) }
}

/** Reads `app:AP…?key=value&…`; null when it is another address. Docs: voice/api/conference-participant-resource (To). */
export function parseAppAddress(text: string): AppAddress | null {
  const { sid, query = '' } = APP.exec(text.trim())?.groups ?? {}
  if (sid === undefined) return null
  const params = Object.fromEntries(new URLSearchParams(query))
  return { kind: 'app', applicationSid: sid, params }
}

/** How the call's `To` names it. */
export function addressText(address: Address): string {
  if (address.kind === 'app') return `app:${address.applicationSid}`
  return address.kind === 'client' ? CLIENT + address.identity : address.number
}
