import type { WrapUpDraft } from '../../server/contract/wrap-up-draft.ts'

/**
 * What a desk needs from a contact centre's telephony, without a vendor's words. To add a vendor, implement this and
 * pass `tests/contract/softphone-provider.suite.ts`.
 *
 * Commands return at once. Their results come as a new `ProviderStatus` and as callbacks. Failures come as `onError`,
 * and the status shows what is true. A command that does not fit does nothing.
 */
export interface SoftphoneProvider {
  status(): ProviderStatus
  /** Calls the listener until the result is called. */
  listen(listener: ProviderListener): () => void

  /** Also during a call, which is put on hold. */
  place(to: ProviderDestination, callerId?: string): void
  /** To accept a waiting call puts the current call on hold. */
  accept(callId: string): void
  decline(callId: string): void
  /** Ends the call for all; for a party that was only added to it, ends their own part. */
  hangUp(callId: string): void
  /** The others go on, if there are any. */
  leave(callId: string): void

  /** Holds the customer, or the party that is named. */
  hold(callId: string, partyId?: string): void
  resume(callId: string, partyId?: string): void
  /** Puts the call in hand on hold and resumes the one that was set aside. */
  switchTo(callId: string): void
  /** The agent's own microphone, at once and only at this desk; or the party that is named. */
  mute(callId: string, muted: boolean, partyId?: string): void
  /** 0-9, * and #. However fast they come, each is sent once and in order. */
  sendDigits(callId: string, digits: string): void

  /** `cold`: the customer goes to the target when it answers. `warm`: the agent talks to it first. */
  transfer(callId: string, kind: 'cold' | 'warm', to: ProviderTarget, reason: string): void
  endTransfer(callId: string, how: 'complete' | 'cancel' | 'swap' | 'join'): void
  transferToQueue(callId: string, queueId: string, reason: string): void
  /** Takes a call back from a queue, until somebody answers it there. */
  retrieve(callId: string): void

  /** Brings one more into the conversation. */
  startConference(callId: string, to: ProviderTarget): void
  /** Joins the customer and the consult; with `otherCallId`, that call's parties join this one. */
  merge(callId: string, otherCallId?: string): void
  remove(callId: string, partyId: string): void
  recording(callId: string, step: 'pause' | 'resume'): void

  /** The targets of a call; null if they are unknown. */
  directory(): Promise<ProviderDirectory | null>
  /** What is known about the other side of a call; null for a call that this desk does not have. */
  contactAttributes(callId: string): ContactAttributes | null

  readonly afterCallWork: {
    draft(callId: string, draft: WrapUpDraft): void
    /** Asks for more time. */
    extend(callId: string): void
    complete(callId: string, draft: WrapUpDraft): void
  }
  readonly agentState: {
    get(): ProviderAgentState
    set(activityId: string): void
  }
}

export interface ProviderListener {
  /** Any change. The callbacks below report what a desk acts on. */
  onStatus?(status: ProviderStatus): void
  /** It rings here, or waits during another call. */
  onIncoming?(call: ProviderCall): void
  /** The agent and the others can talk; once for each call. */
  onConnected?(call: ProviderCall): void
  /** This desk has no part in it any more. `reason` is null when it is unknown. */
  onEnded?(call: ProviderCall, reason: ProviderEndReason | null): void
  onError?(error: ProviderError): void
}

export interface ProviderStatus {
  /** Calls can reach this desk. */
  readonly ready: boolean
  readonly agent: ProviderAgentState
  /** The calls that ring or go on at this desk. */
  readonly calls: readonly ProviderCall[]
  /** Calls that this agent transferred to a queue and nobody has answered yet. */
  readonly inQueue: readonly ProviderInQueue[]
  /** Calls that are over and need after-call work. */
  readonly afterCall: readonly ProviderAfterCall[]
}

export interface ProviderInQueue {
  readonly callId: string
  readonly queueName: string | null
  /** Being retrieved. */
  readonly pending: boolean
}

export interface ProviderActivity {
  readonly id: string
  readonly name: string
  readonly available: boolean
}

export interface ProviderAgentState {
  readonly current: ProviderActivity | null
  /** Requested and not confirmed yet. */
  readonly pending: ProviderActivity | null
  readonly choices: readonly ProviderActivity[]
}

export interface ProviderFact {
  readonly requested: boolean
  readonly confirmed: boolean
}

export interface ProviderCall {
  readonly callId: string
  readonly direction: ProviderDirection
  readonly state: 'ringing' | 'dialing' | 'connecting' | 'active'
  /** Offered while the agent is in another call. */
  readonly waiting: boolean
  /** The one that the agent hears and is heard in; a desk has two calls at most. */
  readonly inHand: boolean
  /** The agent's own microphone is off. */
  readonly muted: boolean
  readonly parties: readonly ProviderParty[]
  readonly transfer: ProviderTransfer | null
  /** Null for a call that is not to be recorded. */
  readonly recording: ProviderRecording | null
}

/** `internal`: with a teammate. */
export type ProviderDirection = 'inbound' | 'outbound' | 'internal'

/** `pending` is requested and not confirmed: until then, a requested pause still records. */
export interface ProviderRecording {
  readonly state: 'starting' | 'on' | 'paused' | 'failed'
  readonly pending: 'pause' | 'resume' | null
}

export interface ProviderParty {
  readonly partyId: string
  readonly role: 'customer' | 'agent' | 'consult' | 'external' | 'supervisor'
  readonly self: boolean
  readonly name: string | null
  readonly number: string | null
  readonly state: 'waiting' | 'ringing' | 'connected' | 'left'
  readonly hold: ProviderFact
  readonly joinedHow:
    | 'called'
    | 'dialled'
    | 'placed'
    | 'routed'
    | 'took-back'
    | 'transferred'
    | 'added'
    | 'merged'
  /** The party's voice is heard now. */
  readonly speaking: boolean
  /** How long it has spoken, in whole seconds, without the current speech. */
  readonly spokenSeconds: number
}

export interface ProviderTransfer {
  readonly kind: 'cold' | 'warm'
  readonly stage: 'ringing' | 'consulting' | 'swapped' | 'joined'
  readonly partyId: string
  readonly pending: 'complete' | 'cancel' | 'swap' | 'join' | null
}

export type ProviderTarget =
  | {
      readonly kind: 'number'
      readonly number: string
      /** Keys that are sent after the answer; `,` waits two seconds, `w` half a second. */
      readonly digits?: string
    }
  | { readonly kind: 'agent'; readonly agentId: string }

/** The people and queues that an agent can call. */
export type ProviderDestination =
  | ProviderTarget
  | { readonly kind: 'queue'; readonly queueId: string }

export interface ProviderDirectory {
  readonly agents: readonly {
    readonly agentId: string
    readonly name: string
    readonly available: boolean
  }[]
  readonly queues: readonly {
    readonly queueId: string
    readonly name: string
    readonly waiting: number
  }[]
  /** The centre's other contacts. */
  readonly external: readonly {
    readonly name: string
    readonly number: string
    readonly note: string | null
  }[]
}

export interface ContactAttributes {
  readonly direction: ProviderDirection
  readonly customerNumber: string | null
  readonly customerName: string | null
  /** Our number that was called, or that the customer sees. */
  readonly lineNumber: string | null
  readonly queueName: string | null
  readonly handover: {
    readonly from: string
    /** `left`: nobody handed it over; the agent before was signed out. */
    readonly kind: 'cold' | 'warm' | 'queue' | 'left'
    readonly reason: string
    readonly notes: string
  } | null
}

export interface ProviderAfterCall {
  readonly callId: string
  readonly reason: ProviderEndReason
  readonly choices: readonly { readonly id: string; readonly label: string }[]
  readonly draft: WrapUpDraft
}

export type ProviderEndReason =
  | 'customer-hung-up'
  | 'agent-hung-up'
  | 'transferred'
  | 'no-answer'
  | 'busy'
  | 'declined'
  | 'failed'
  | 'connection-lost'
  /** Any other that this desk does not know. */
  | 'other'

export interface ProviderError {
  /** Null when it is about no call, or about one that never began. */
  readonly callId: string | null
  readonly command:
    | 'place'
    | 'accept'
    | 'hold'
    | 'resume'
    | 'hang-up'
    | 'transfer'
    | 'add'
    | 'remove'
    | 'mute'
    | 'merge'
    | 'record'
    | 'pause-recording'
    | 'resume-recording'
    | 'keys'
    | 'after-call'
    | 'agent-state'
    /** Any other that this desk does not know. */
    | 'other'
  /** `refused`: the centre said no. `unreachable`: it did not answer. The others say how a party failed. */
  readonly code:
    | 'refused'
    | 'unreachable'
    | 'not-confirmed'
    | 'no-answer'
    | 'busy'
    | 'declined'
    | 'failed'
    | 'left'
  /** The party that it was about; null for the customer. */
  readonly who: string | null
}
