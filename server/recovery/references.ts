import type { CallRow } from '../store/tables.ts'
import type { ReservationRef } from '../twilio/gateway.ts'

/** What Twilio has of a call, as far as the text of its row says it. */
export interface References {
  readonly direction: 'inbound' | 'outbound'
  readonly tasks: readonly string[]
  readonly reservations: readonly ReservationRef[]
}

const PAIR = /"taskSid":"(?<taskSid>WT\w+)","reservationSid":"(?<reservationSid>WR\w+)"/g

/** Looks for SIDs in the text of a call that cannot be read as JSON, or as a call. */
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
    tasks: [...new Set(text.match(/\bWT\w+/g))],
    reservations: [...new Map(reservations.map((each) => [each.reservationSid, each])).values()],
  }
}
