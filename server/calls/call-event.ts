import type { Offer } from './call.ts'

/** A Call's status in Twilio's words; only those that change something here. */
export type LegStatus =
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'no-answer'
  | 'failed'
  | 'canceled'

/** Who a Conference callback speaks of: by label where Twilio sends it, by call SID always. */
export interface Who {
  readonly label: string | null
  readonly callSid: string
}

/** Why Twilio did not do what was asked. */
export type Refusal = 'refused' | 'unreachable'

/** What Twilio says of a call when it is asked: the proof where a callback is missing. */
export interface ReadBack {
  /** Those who are connected; null when Twilio could not be asked. */
  readonly participants: readonly { readonly who: Who; readonly held: boolean }[] | null
  /** `answered` is up; `live` may still ring. */
  readonly customerCall: 'answered' | 'live' | 'gone' | 'unknown'
}

/** Everything that can happen to a call. An event that does not fit the phase changes nothing. */
export type CallEvent =
  /** TaskRouter reserved an agent for the caller. */
  | {
      readonly kind: 'offered'
      readonly offer: Offer
      readonly waitedSeconds: number
      readonly queueName: string | null
    }
  /** The reservation timed out, was canceled, rescinded or rejected elsewhere. */
  | { readonly kind: 'offer-over'; readonly reservationSid: string }
  | {
      readonly kind: 'ring-created'
      readonly partyId: string
      readonly callSid: string
      readonly conferenceSid: string
    }
  | { readonly kind: 'ring-refused'; readonly partyId: string; readonly refusal: Refusal }
  | {
      readonly kind: 'leg-status'
      readonly partyId: string
      readonly callSid: string
      readonly status: LegStatus
    }
  | { readonly kind: 'joined'; readonly who: Who; readonly conferenceSid: string }
  | { readonly kind: 'left'; readonly who: Who; readonly conferenceSid: string }
  | { readonly kind: 'hold-changed'; readonly who: Who; readonly held: boolean }
  | {
      readonly kind: 'conference-ended'
      readonly conferenceSid: string
      readonly byCallSid: string | null
    }
  | { readonly kind: 'accept-succeeded'; readonly reservationSid: string }
  | { readonly kind: 'accept-failed'; readonly reservationSid: string; readonly refusal: Refusal }
  /** Moving the caller failed; with `gone` because there is no such call any more. */
  | { readonly kind: 'move-failed'; readonly gone: boolean }
  /** Putting the caller back into the queue was not answered. */
  | { readonly kind: 'requeue-failed' }
  /** The customer's own call is over, wherever it was. */
  | { readonly kind: 'customer-gone' }
  /** Outbound: the agent's Device asked for its TwiML. */
  | { readonly kind: 'device-connected'; readonly callSid: string }
  | { readonly kind: 'task-created'; readonly taskSid: string }
  /** Outbound: the agent's own Task was reserved for its agent. */
  | { readonly kind: 'task-reserved'; readonly taskSid: string; readonly reservationSid: string }
  | { readonly kind: 'hold-asked'; readonly hold: boolean }
  | { readonly kind: 'hold-refused'; readonly hold: boolean; readonly refusal: Refusal }
  | { readonly kind: 'hang-up-asked' }
  | { readonly kind: 'hang-up-refused'; readonly refusal: Refusal }
  | { readonly kind: 'notes-written'; readonly notes: string }
  | { readonly kind: 'read-back'; readonly found: ReadBack }
  /** A deadline may have passed. */
  | { readonly kind: 'tick' }
