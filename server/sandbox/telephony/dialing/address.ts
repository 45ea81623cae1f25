/** What a call is made to. */
export type Address =
  | {
      readonly kind: 'client'
      readonly identity: string
      readonly params: Readonly<Record<string, string>>
    }
  | { readonly kind: 'number'; readonly number: string }

const E164 = /^\+[1-9]\d{1,14}$/
const CLIENT = 'client:'

/**
 * Reads `client:identity?key=value&…` or an E.164 number; null when it is neither.
 * Docs: voice/api/conference-participant-resource#custom-parameters.
 */
export function parseAddress(text: string): Address | null {
  const trimmed = text.trim()
  if (!trimmed.startsWith(CLIENT)) {
    return E164.test(trimmed) ? { kind: 'number', number: trimmed } : null
  }
  const [identity = '', query = ''] = trimmed.slice(CLIENT.length).split('?', 2)
  if (identity === '') return null
  return { kind: 'client', identity, params: Object.fromEntries(new URLSearchParams(query)) }
}

/** How the call's `To` names it. */
export function addressText(address: Address): string {
  return address.kind === 'client' ? CLIENT + address.identity : address.number
}
