import type { AgentLeg, Reservation } from './phase.ts'
import type { TransferStep } from '../../contract/commands.ts'
import type { Invitee } from './party.ts'

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
export interface ParticipantRef {
  readonly label: string | null
  readonly callSid: string
}

/** Which Conference said it, and as its how-manieth word: callbacks can overtake each other. */
export interface CallbackStamp {
  readonly conferenceSid: string
  readonly sequence: number | null
}

/** Why Twilio did not do what was asked: it is over, it is a final no, or it is to be asked again. */
export type EffectFailure = 'gone' | 'refused' | 'unreachable'

/** What Twilio says of a call when it is asked: the proof where a callback is missing. */
export interface Reading {
  /** Null when Twilio could not be asked. Who still rings is among them. */
  readonly participants:
    | readonly {
        readonly who: ParticipantRef
        readonly held: boolean
        readonly muted?: boolean
        readonly answered?: boolean
      }[]
    | null
  /** `answered` is up; `live` may still ring. */
  readonly customerCall: 'answered' | 'live' | 'gone' | 'unknown'
}

/** Where a transfer goes. */
export type Destination =
  | { readonly kind: 'party'; readonly who: Invitee }
  | { readonly kind: 'queue'; readonly queueName: string }

/** What an agent asks for. `by` is the identity of who asks. */
export type AgentCommand =
  | { readonly kind: 'hold-requested'; readonly partyId: string; readonly hold: boolean }
  | { readonly kind: 'mute-requested'; readonly partyId: string; readonly mute: boolean }
  | { readonly kind: 'remove-requested'; readonly partyId: string }
  | { readonly kind: 'add-requested'; readonly who: Invitee }
  | {
      readonly kind: 'transfer-requested'
      readonly by: string
      readonly transfer: 'cold' | 'warm'
      readonly to: Destination
      readonly reason: string
    }
  | { readonly kind: 'transfer-step-requested'; readonly step: TransferStep }
  | { readonly kind: 'leave-requested'; readonly by: string }
  /** Out of the queue again, to the agent of this leg. */
  | { readonly kind: 'retrieve-requested'; readonly leg: AgentLeg }
  /** The agent turns to another call, or back to this one. */
  | { readonly kind: 'set-aside-requested'; readonly by: string }
  | { readonly kind: 'resume-requested'; readonly by: string }
  /** The customer is to come into that call, as a party of this id. */
  | {
      readonly kind: 'merge-requested'
      readonly by: string
      readonly into: string
      readonly partyId: string
    }
  /** Null: whoever has the call. One who was only asked in ends their own part alone. */
  | { readonly kind: 'hang-up-requested'; readonly by: string | null }
  | { readonly kind: 'notes-written'; readonly notes: string }

/** Everything that can happen to a call. An event that does not fit the phase changes nothing. */
export type CallEvent =
  | AgentCommand
  /** TaskRouter reserved an agent for the caller. */
  | {
      readonly kind: 'agent-reserved'
      readonly reservation: Reservation
      readonly waitedSeconds: number
      readonly queueName: string | null
    }
  /** TaskRouter reserved an agent who cannot take it; rejected at once, or to be rejected later. */
  | {
      readonly kind: 'agent-rejected'
      readonly atOnce: boolean
      readonly taskSid: string
      readonly reservationSid: string
      readonly workerSid: string
    }
  /** TaskRouter's Task for the caller's so-manieth place in a queue. */
  | { readonly kind: 'queue-task-seen'; readonly queuing: number; readonly taskSid: string }
  /** The Reservation was accepted, and not by the server. */
  | {
      readonly kind: 'reservation-accepted-elsewhere'
      readonly taskSid: string
      readonly reservationSid: string
    }
  /** The caller has left that place in the queue, and not to be moved by the server. */
  | { readonly kind: 'dequeued-elsewhere'; readonly queuing: number }
  /** A Device of a teammate who is part of the conversation has connected to it anew. */
  | { readonly kind: 'device-rejoined'; readonly by: string; readonly callSid: string }
  /** The reservation timed out, was canceled, rescinded or rejected elsewhere. */
  | { readonly kind: 'reservation-over'; readonly reservationSid: string }
  | {
      readonly kind: 'ring-created'
      readonly partyId: string
      readonly callSid: string
      readonly conferenceSid: string
    }
  | { readonly kind: 'ring-failed'; readonly partyId: string; readonly failure: EffectFailure }
  | {
      readonly kind: 'leg-status'
      readonly partyId: string
      readonly callSid: string
      readonly status: LegStatus
    }
  | {
      readonly kind: 'participant-joined'
      readonly who: ParticipantRef
      readonly conferenceSid: string
    }
  | {
      readonly kind: 'participant-left'
      readonly who: ParticipantRef
      readonly conferenceSid: string
    }
  | {
      readonly kind: 'hold-changed'
      readonly who: ParticipantRef
      readonly held: boolean
      readonly heard?: CallbackStamp
    }
  | {
      readonly kind: 'mute-changed'
      readonly who: ParticipantRef
      readonly muted: boolean
      readonly heard?: CallbackStamp
    }
  | {
      readonly kind: 'speech-changed'
      readonly who: ParticipantRef
      readonly speaking: boolean
      readonly heard: CallbackStamp
    }
  | {
      readonly kind: 'conference-ended'
      readonly conferenceSid: string
      readonly byCallSid: string | null
    }
  | { readonly kind: 'accept-succeeded'; readonly reservationSid: string }
  | {
      readonly kind: 'accept-failed'
      readonly reservationSid: string
      readonly failure: EffectFailure
      readonly retryAfterMs?: number | null
    }
  /** The caller was not moved, as far as is known. */
  | { readonly kind: 'move-failed'; readonly failure: EffectFailure }
  /** The caller is in the queue again. */
  | { readonly kind: 'caller-queued' }
  /** Putting the caller back into the queue was not answered. */
  | { readonly kind: 'requeue-failed'; readonly retryAfterMs?: number | null }
  /** The customer's own call is over, wherever it was. */
  | { readonly kind: 'customer-left' }
  /** The agent's Device asked for its TwiML: to call out, or to answer beside another call. */
  | { readonly kind: 'device-connected'; readonly callSid: string }
  /** The customer of the call `from` is to come into this one. */
  | {
      readonly kind: 'adoption-requested'
      readonly by: string
      readonly from: string
      readonly who: Invitee
      readonly callSid: string
    }
  | {
      readonly kind: 'party-move-failed'
      readonly partyId: string
      readonly failure: EffectFailure
    }
  /** What the call that the customer was to come into says of it. */
  | { readonly kind: 'merge-done'; readonly partyId: string }
  | { readonly kind: 'merge-failed'; readonly partyId: string }
  /** TaskRouter still has a Task of this call, in this status. */
  | {
      readonly kind: 'task-found'
      readonly taskSid: string
      readonly status: 'pending' | 'reserved' | 'assigned' | 'wrapping'
    }
  /** TaskRouter has no Task for this caller, who is in the queue. */
  | { readonly kind: 'task-missing' }
  | { readonly kind: 'task-created'; readonly partyId: string; readonly taskSid: string }
  /** An agent's own Task was reserved for its agent. */
  | {
      readonly kind: 'task-reserved'
      readonly partyId: string
      readonly taskSid: string
      readonly reservationSid: string
    }
  | {
      readonly kind: 'hold-failed'
      readonly partyId: string
      readonly hold: boolean
      readonly failure: EffectFailure
    }
  | {
      readonly kind: 'mute-failed'
      readonly partyId: string
      readonly mute: boolean
      readonly failure: EffectFailure
    }
  /** What was to be pressed after the answer was perhaps not. */
  | { readonly kind: 'keys-failed'; readonly partyId: string; readonly failure: EffectFailure }
  /** The agent wants the recording paused, or resumed. */
  | { readonly kind: 'recording-requested'; readonly pause: boolean }
  /** What the policy asks for is so; null: nothing is recorded. */
  | {
      readonly kind: 'recording-settled'
      readonly found: {
        readonly recordingSid: string
        readonly callSid: string
        readonly paused: boolean
      } | null
      readonly pauseMs: number
    }
  /** The recording could not be started where it is `wanted`, or could not be stopped. */
  | {
      readonly kind: 'recording-failed'
      readonly callSid: string
      readonly wanted: boolean
      /** Twilio has said that there was none before. */
      readonly none: boolean
      readonly failure: EffectFailure
    }
  | {
      readonly kind: 'recording-changed'
      readonly requestNumber: number
      readonly paused: boolean
      readonly pauseMs: number
    }
  | {
      readonly kind: 'recording-not-changed'
      readonly requestNumber: number
      readonly failure: EffectFailure
    }
  | {
      readonly kind: 'recording-read'
      readonly requestNumber: number
      readonly found: 'on' | 'paused' | 'gone' | 'unknown'
      readonly pauseMs: number
    }
  /** Twilio says that a recording has begun. */
  | { readonly kind: 'recording-started' }
  /** Twilio says that a recording is over. */
  | { readonly kind: 'recording-ended'; readonly recordingSid: string }
  /** This agent may be at no desk any more: they were signed out, or their account was removed or disabled. */
  | { readonly kind: 'agent-access-ended'; readonly by: string }
  /** Twilio could not be reached to end a leg. */
  | { readonly kind: 'end-failed'; readonly callSid: string }
  | { readonly kind: 'hang-up-failed'; readonly failure: EffectFailure }
  | { readonly kind: 'call-read'; readonly reading: Reading; readonly asOfRequest?: number }
  /** A deadline may have passed. */
  | { readonly kind: 'tick' }
