import type { AlertEntry, Snapshot } from '../control-api.ts'

export type Call = Snapshot['calls'][number]
export type Conference = Snapshot['conferences'][number]
export type Task = Snapshot['tasks'][number]
export type Webhook = Snapshot['webhooks'][number]
export type RestRequest = Snapshot['requests'][number]

/** Everything that belongs together: one customer's call with its legs, and all that was said about it. */
export interface Conversation {
  /** Its first call. */
  readonly key: string
  /** The oldest first. */
  readonly calls: readonly Call[]
  readonly conferences: readonly Conference[]
  readonly tasks: readonly Task[]
  readonly webhooks: readonly Webhook[]
  readonly requests: readonly RestRequest[]
  readonly alerts: readonly AlertEntry[]
}

/** ANONYMOUS on a telephone's keys. */
const WITHHELD = '+266696687'

const LIVE: ReadonlySet<Call['status']> = new Set(['queued', 'initiated', 'ringing', 'in-progress'])

export function isLiveCall({ status }: Call): boolean {
  return LIVE.has(status)
}

export function isLive({ calls }: Conversation): boolean {
  return calls.some(isLiveCall)
}

/** `client:ada?callId=…` is `ada`; a number is itself. */
function nameOfAddress(address: string): string {
  return address.replace(/^client:/u, '').replace(/\?.*$/su, '')
}

/** Who the conversation is with, and who of the contact centre has a part in it. */
export function partiesOf({ calls }: Conversation): {
  readonly customer: string
  readonly others: readonly string[]
} {
  const outside = calls.find(({ from, to, direction }) =>
    direction === 'inbound' ? from.startsWith('+') : to.startsWith('+'),
  )
  const customer = outside === undefined ? '—' : customerOf(outside)
  const others = calls
    .filter((call) => call !== outside)
    .map(({ from, to, direction }) => nameOfAddress(direction === 'inbound' ? from : to))
  return { customer, others: [...new Set(others)].filter((name) => name !== '') }
}

function customerOf({ direction, from, to, callerName }: Call): string {
  const number = direction === 'inbound' ? from : to
  if (number === WITHHELD) return `Private number (${number})`
  return callerName === null ? number : `${callerName} ${number}`
}
