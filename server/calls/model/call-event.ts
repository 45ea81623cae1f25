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

interface ListedParticipant {
  readonly participant: ParticipantRef
  readonly held: boolean
  readonly muted?: boolean
  readonly answered?: boolean
}

/** `answered`: the leg is up. `live`: it may still ring. */
export type CallReading = 'answered' | 'live' | 'gone' | 'unknown'

/** What Twilio lists of a call when it is asked: the proof when a callback is missing. */
export interface Reading {
  /** The Conference that was read; left out when nobody is listed. */
  readonly conferenceSid?: string
  /** Includes participants who still ring. Null when Twilio could not be asked. */
  readonly participants: readonly ListedParticipant[] | null
  readonly customerCall: CallReading
  /**
   * The agent's leg before the conversation: a Conference that has not started may be in no list, so that leg is read
   * by itself.
   */
  readonly agentCall?: CallReading
}

/** The target of a transfer. */
export type Destination = Readonly<
  { kind: 'party'; invitee: Invitee } | { kind: 'queue'; queueName: string }
>

/** What an agent asks for. `by` is the agent's identity. */
export type AgentCommand = Readonly<
  | { kind: 'hold-requested'; partyId: string; hold: boolean }
  | { kind: 'mute-requested'; partyId: string; mute: boolean }
  | { kind: 'remove-requested'; partyId: string }
  | { kind: 'add-requested'; invitee: Invitee }
  | {
      kind: 'transfer-requested'
      by: string
      transfer: 'cold' | 'warm'
      to: Destination
      reason: string
    }
  | { kind: 'transfer-step-requested'; step: TransferStep }
  | { kind: 'leave-requested'; by: string }
  /** The agent has pressed *Answer*, and the handshake of the media begins. */
  | { kind: 'answer-requested'; by: string }
  /** Takes the customer back from the queue, to the agent of this leg. */
  | { kind: 'retrieve-requested'; leg: AgentLeg }
  /** The agent turns to another call, or back to this one. */
  | { kind: 'set-aside-requested'; by: string }
  | { kind: 'resume-requested'; by: string }
  /** Moves the customer into that call, as a party with this id. */
  | { kind: 'merge-requested'; by: string; into: string; partyId: string }
  /** Null: the agent whose conversation it is. An invitee ends only their own part. */
  | { kind: 'hang-up-requested'; by: string | null }
  | { kind: 'notes-written'; notes: string }
>

/** Everything that can happen to a call. An event that does not fit the phase changes nothing. */
export type CallEvent = Readonly<
  | AgentCommand
  /** TaskRouter has reserved an agent for the caller. */
  | {
      kind: 'agent-reserved'
      reservation: Reservation
      waitedSeconds: number
      queueName: string | null
    }
  /** TaskRouter has reserved an agent who cannot take the call. The Reservation is rejected at once or later. */
  | {
      kind: 'agent-rejected'
      atOnce: boolean
      taskSid: string
      reservationSid: string
      workerSid: string
    }
  /** TaskRouter's Task for the caller's place in the queue. `queuing` counts these places from 1. */
  | { kind: 'queue-task-seen'; queuing: number; taskSid: string }
  /** The Reservation was accepted, but not by the server. */
  | { kind: 'reservation-accepted-elsewhere'; taskSid: string; reservationSid: string }
  /** A new Device of a teammate who is in the conversation has connected to it. */
  | { kind: 'device-rejoined'; by: string; callSid: string }
  /** The Reservation timed out, was canceled, rescinded or rejected elsewhere. */
  | { kind: 'reservation-over'; reservationSid: string }
  /** The agent whose desk rests after a decline has begun another call, or is away. */
  | { kind: 'rest-interrupted' }
  /** `place`: in which of the call's Conferences the leg rings. */
  | {
      kind: 'ring-created'
      partyId: string
      callSid: string
      place: number
      conferenceSid: string
    }
  | { kind: 'ring-failed'; partyId: string; failure: EffectFailure }
  | { kind: 'leg-status'; partyId: string; callSid: string; status: LegStatus }
  | {
      kind: 'participant-joined'
      participant: ParticipantRef
      place: number
      conferenceSid: string
    }
  /** `moved`: the participant's call may go on elsewhere. */
  | {
      kind: 'participant-left'
      participant: ParticipantRef
      place: number
      conferenceSid: string
      moved?: boolean
    }
  | { kind: 'hold-changed'; participant: ParticipantRef; held: boolean; stamp?: CallbackStamp }
  | { kind: 'mute-changed'; participant: ParticipantRef; muted: boolean; stamp?: CallbackStamp }
  | { kind: 'speech-changed'; participant: ParticipantRef; speaking: boolean; stamp: CallbackStamp }
  | { kind: 'conference-ended'; place: number; conferenceSid: string; byCallSid: string | null }
  | { kind: 'accept-succeeded'; reservationSid: string }
  /** TaskRouter has refused for good: the Reservation was over. */
  | { kind: 'accept-failed'; reservationSid: string }
  /** The customer's call has the document that leads to this place. */
  | { kind: 'customer-placed'; place: number }
  /** Twilio did not answer the request to move the customer to this place, or refused it. */
  | { kind: 'placing-failed'; place: number }
  /** The customer's own leg has ended, wherever it was. */
  | { kind: 'customer-left' }
  /** The agent's Device has asked for its TwiML: to call out, or to answer a waiting call. */
  | { kind: 'device-connected'; callSid: string }
  /** The customer of the call `from` wants to move into this one. */
  | { kind: 'adoption-requested'; by: string; from: string; invitee: Invitee; callSid: string }
  | { kind: 'party-move-failed'; partyId: string; failure: EffectFailure }
  /** How the move of the customer ended, according to the other call. */
  | { kind: 'merge-done'; partyId: string }
  | { kind: 'merge-failed'; partyId: string }
  /** TaskRouter still has a Task of this call, in this status. */
  | {
      kind: 'task-found'
      taskSid: string
      status: 'pending' | 'reserved' | 'assigned' | 'wrapping'
    }
  /** TaskRouter has no Task for this caller, who waits in the queue. */
  | { kind: 'task-missing' }
  | { kind: 'task-created'; partyId: string; taskSid: string }
  /** An agent's own Task was reserved for that agent. */
  | { kind: 'task-reserved'; partyId: string; taskSid: string; reservationSid: string }
  | { kind: 'hold-failed'; partyId: string; hold: boolean; failure: EffectFailure }
  | { kind: 'mute-failed'; partyId: string; mute: boolean; failure: EffectFailure }
  /** The keys after the answer were perhaps not pressed. */
  | { kind: 'keys-failed'; partyId: string; failure: EffectFailure }
  /** The agent asks to pause or resume the recording. */
  | { kind: 'recording-requested'; pause: boolean }
  /** The recording is as the policy says; null: nothing is recorded. */
  | {
      kind: 'recording-settled'
      found: { recordingSid: string; callSid: string; paused: boolean } | null
      pauseMs: number
    }
  /** The recording could not be started (if `wanted`) or not be stopped. */
  | {
      kind: 'recording-failed'
      callSid: string
      wanted: boolean
      /** Twilio has said that no recording existed before. */
      none: boolean
      failure: EffectFailure
    }
  | { kind: 'recording-changed'; requestNumber: number; paused: boolean; pauseMs: number }
  | { kind: 'recording-not-changed'; requestNumber: number; failure: EffectFailure }
  | {
      kind: 'recording-read'
      requestNumber: number
      found: 'on' | 'paused' | 'gone' | 'unknown'
      pauseMs: number
    }
  /** Twilio says that a recording has started. */
  | { kind: 'recording-started' }
  /** Twilio says that a recording has ended. */
  | { kind: 'recording-ended'; recordingSid: string }
  /** This agent may be in no call any more: signed out, or the account was removed or disabled. */
  | { kind: 'agent-access-ended'; by: string }
  /** Twilio did not answer the request to end a leg. */
  | { kind: 'end-failed'; callSid: string }
  | { kind: 'hang-up-failed'; failure: EffectFailure }
  | { kind: 'call-read'; reading: Reading; asOfRequest?: number }
  /** The desk of this agent gives no sign of life. */
  | { kind: 'desk-silent'; by: string }
  /** It has given none for so long that its leg is given up. */
  | { kind: 'desk-lost'; by: string }
  /** A deadline may have passed. */
  | { kind: 'tick' }
>
