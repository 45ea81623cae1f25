import type { CallRow } from '../store/tables.ts'

const PAIR = /"taskSid":"(?<taskSid>WT\w+)","reservationSid":"(?<reservationSid>WR\w+)"/g

/** What Twilio has of a call, as far as the text of its unreadable row says it. */
export function referencesIn({ state, pending }: Pick<CallRow, 'state' | 'pending'>) {
  const text = state + pending
  const reservations = [...text.matchAll(PAIR)].flatMap(({ groups }) => {
    const { taskSid, reservationSid } = groups ?? {}
    return taskSid === undefined || reservationSid === undefined
      ? []
      : [{ taskSid, reservationSid }]
  })
  const place = /"place":(?<place>\d+)/.exec(state)?.groups?.['place']
  return {
    place: place === undefined ? 0 : Number(place),
    direction: text.includes('"direction":"outbound"') ? 'outbound' : 'inbound',
    tasks: [...new Set(text.match(/\bWT\w+/g))],
    reservations: [...new Map(reservations.map((each) => [each.reservationSid, each])).values()],
  }
}
