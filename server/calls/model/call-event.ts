import type { AgentLeg, Reservation } from './phase.ts'
import type { TransferStep } from '../../contract/commands.ts'
import type { Invitee } from './party.ts'

/** A leg's status in Twilio's words; only those that change something here. */
export type LegStatus =
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'no-answer'
  | 'failed'
  | 'canceled'

/** The participant that a Conference callback is about: always by call SID, and by label where Twilio sends it. */
export interface ParticipantRef {
  readonly label: string | null
  readonly callSid: string
}

/** The Conference and its SequenceNumber; callbacks may arrive out of order. */
export interface CallbackStamp {
  readonly conferenceSid: string
  readonly sequence: number | null
}

/** Why Twilio did not do it: what it was about is gone, a final no, or no answer (try again). */
export type EffectFailure = 'gone' | 'refused' | 'unreachable'

/** What Twilio lists of a call when it is asked: the proof when a callback is missing. */
export interface Reading {
  /** Includes participants who still ring. Null when Twilio could not be asked. */
  readonly participants:
    | readonly {
        readonly who: ParticipantRef
        readonly held: boolean
        readonly muted?: boolean
        readonly answered?: boolean
      }[]
    | null
  /** `answered`: the call is up. `live`: it may still ring. */
  readonly customerCall: 'answered' | 'live' | 'gone' | 'unknown'
}

/** The target of a transfer. */
export type Destination =
  | { readonly kind: 'party'; readonly who: Invitee }
  | { readonly kind: 'queue'; readonly queueName: string }

/** What an agent asks for. `by` is the agent's identity. */
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
  /** Takes the customer out of the queue, back to the agent of this leg. */
  | { readonly kind: 'retrieve-requested'; readonly leg: AgentLeg }
  /** The agent turns to another call, or back to this one. */
  | { readonly kind: 'set-aside-requested'; readonly by: string }
  | { readonly kind: 'resume-requested'; readonly by: string }
  /** Moves the customer into that call, as a party with this id. */
  | {
      readonly kind: 'merge-requested'
      readonly by: string
      readonly into: string
      readonly partyId: string
    }
  /** Null: the agent whose conversation it is. An invitee ends only their own part. */
  | { readonly kind: 'hang-up-requested'; readonly by: string | null }
  | { readonly kind: 'notes-written'; readonly notes: string }

/** Everything that can happen to a call. An event that does not fit the phase changes nothing. */
export type CallEvent =
  | AgentCommand
  /** TaskRouter has reserved an agent for the caller. */
  | {
      readonly kind: 'agent-reserved'
      readonly reservation: Reservation
      readonly waitedSeconds: number
      readonly queueName: string | null
    }
  /** TaskRouter has reserved an agent who cannot take the call. The Reservation is rejected at once or later. */
  | {
      readonly kind: 'agent-rejected'
      readonly atOnce: boolean
      readonly taskSid: string
      readonly reservationSid: string
      readonly workerSid: string
    }
  /** TaskRouter's Task for the caller's place in the queue. `queuing` counts these places from 1. */
  | { readonly kind: 'queue-task-seen'; readonly queuing: number; readonly taskSid: string }
  /** The Reservation was accepted, but not by the server. */
  | {
      readonly kind: 'reservation-accepted-elsewhere'
      readonly taskSid: string
      readonly reservationSid: string
    }
  /** The caller has left this place in the queue, and the server did not move them. */
  | { readonly kind: 'dequeued-elsewhere'; readonly queuing: number }
  /** A new Device of a teammate who is in the conversation has connected to it. */
  | { readonly kind: 'device-rejoined'; readonly by: string; readonly callSid: string }
  /** The Reservation timed out, was canceled, rescinded or rejected elsewhere. */
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
  /** The caller was not moved, as far as we know. */
  | { readonly kind: 'move-failed'; readonly failure: EffectFailure }
  /** The caller is back in the queue. */
  | { readonly kind: 'caller-queued' }
  /** Twilio did not answer the request to put the caller back into the queue. */
  | { readonly kind: 'requeue-failed'; readonly retryAfterMs?: number | null }
  /** The customer's own leg has ended, wherever it was. */
  | { readonly kind: 'customer-left' }
  /** The agent's Device has asked for its TwiML: to call out, or to answer a waiting call. */
  | { readonly kind: 'device-connected'; readonly callSid: string }
  /** The customer of the call `from` wants to move into this one. */
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
  /** How the move of the customer ended, according to the other call. */
  | { readonly kind: 'merge-done'; readonly partyId: string }
  | { readonly kind: 'merge-failed'; readonly partyId: string }
  /** TaskRouter still has a Task of this call, in this status. */
  | {
      readonly kind: 'task-found'
      readonly taskSid: string
      readonly status: 'pending' | 'reserved' | 'assigned' | 'wrapping'
    }
  /** TaskRouter has no Task for this caller, who waits in the queue. */
  | { readonly kind: 'task-missing' }
  | { readonly kind: 'task-created'; readonly partyId: string; readonly taskSid: string }
  /** An agent's own Task was reserved for that agent. */
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
  /** The keys after the answer were perhaps not pressed. */
  | { readonly kind: 'keys-failed'; readonly partyId: string; readonly failure: EffectFailure }
  /** The agent asks to pause or resume the recording. */
  | { readonly kind: 'recording-requested'; readonly pause: boolean }
  /** The recording is as the policy says; null: nothing is recorded. */
  | {
      readonly kind: 'recording-settled'
      readonly found: {
        readonly recordingSid: string
        readonly callSid: string
        readonly paused: boolean
      } | null
      readonly pauseMs: number
    }
  /** The recording could not be started (if `wanted`) or not be stopped. */
  | {
      readonly kind: 'recording-failed'
      readonly callSid: string
      readonly wanted: boolean
      /** Twilio has said that no recording existed before. */
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
  /** Twilio says that a recording has started. */
  | { readonly kind: 'recording-started' }
  /** Twilio says that a recording has ended. */
  | { readonly kind: 'recording-ended'; readonly recordingSid: string }
  /** This agent may be in no call any more: signed out, or the account was removed or disabled. */
  | { readonly kind: 'agent-access-ended'; readonly by: string }
  /** Twilio did not answer the request to end a leg. */
  | { readonly kind: 'end-failed'; readonly callSid: string }
  | { readonly kind: 'hang-up-failed'; readonly failure: EffectFailure }
  | { readonly kind: 'call-read'; readonly reading: Reading; readonly asOfRequest?: number }
  /** A deadline may have passed. */
  | { readonly kind: 'tick' }
