/*
 * A call's Conferences, in order: its places. A document leads a customer to an odd place, and behind it to the next
 * one, for when Twilio does not let them in or ends the Conference. No name is used for two waits.
 */

/** The first of a call. */
export const FIRST_PLACE = 1

/** The Conference's friendly name. Place 0 is the Conference of a call that an earlier version began. */
export function nameConference(callId: string, place: number): string {
  return place === 0 ? callId : `${callId}-${place}`
}

/** Where a customer goes who waits again. */
export function nextPlace(place: number): number {
  return place % 2 === 0 ? place + 1 : place + 2
}

/** Where their document leads a customer who cannot be in this place; null behind the last one. */
export function placeBehind(place: number): number | null {
  return place % 2 === 0 ? null : place + 1
}
