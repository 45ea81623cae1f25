import type { CallRow } from '../store/tables.ts'
import type { ReservationRef } from '../twilio/gateway.ts'

/** What Twilio has of a call, as far as the text of its row still says. */
export interface References {
  readonly direction: 'inbound' | 'outbound'
  readonly tasks: readonly string[]
  readonly reservations: readonly ReservationRef[]
}

const PAIR = /"taskSid":"(?<taskSid>WT\w+)","reservationSid":"(?<reservationSid>WR\w+)"/g

/** Looks for SIDs in the text of a call that is no JSON, or no call, any more. */
export function referencesIn({ state, pending }: Pick<CallRow, 'state' | 'pending'>): References {
  const text = state + pending
  const reservations = [...text.matchAll(PAIR)].flatMap(({ groups }) => {
    const { taskSid, reservationSid } = groups ?? {}
    return taskSid === undefined || reservationSid === undefined
      ? []
      : [{ taskSid, reservationSid }]
  })
  return {
    direction: text.includes('"direction":"outbound"') ? 'outbound' : 'inbound',
    tasks: unique(text.match(/\bWT\w+/g) ?? [], (sid) => sid),
    reservations: unique(reservations, ({ reservationSid }) => reservationSid),
  }
}

function unique<Item>(items: readonly Item[], key: (item: Item) => string): readonly Item[] {
  return [...new Map(items.map((item) => [key(item), item])).values()]
}
