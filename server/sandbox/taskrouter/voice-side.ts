/** Why the call was not connected: `canceled` also when the caller had hung up before the Worker answered. */
export type RingFailure = 'busy' | 'no-answer' | 'failed' | 'canceled'

/** A call to a Worker. `options` are the Call parameters in Twilio's form names: Timeout, StatusCallback, … */
interface WorkerCall {
  readonly to: string
  readonly from: string
  readonly options: Readonly<Record<string, string | readonly string[]>>
  readonly onFailed: (reason: RingFailure) => void
}

/** What TaskRouter needs of Voice: conference instructions and the queued caller. Implemented by telephony. */
export interface VoiceSide {
  /**
   * Why a call to `to` cannot show `from` as its caller; null when it can. `unverified`: a number that the account neither
   * has nor has verified.
   */
  callerFault(to: string, from: string): 'invalid' | 'unverified' | null
  /**
   * Rings `to` from `from` and, on answer, puts it into the Conference named `conference`.
   * `options` are the Participant parameters in Twilio's PascalCase form names (Timeout, Record, …).
   */
  ringIntoConference(request: {
    readonly conference: string
    readonly to: string
    readonly from: string
    readonly options: Readonly<Record<string, string | readonly string[]>>
    readonly onAnswered: (callSid: string, conferenceSid: string) => void
    readonly onFailed: (reason: RingFailure) => void
  }): { cancel(): void }
  /** Rings a Worker and on answer connects it to the queued caller until either leaves. */
  dequeueCall(
    request: WorkerCall & {
      readonly callSid: string
      readonly onConnected: (callSid: string) => void
      readonly onEnded: () => void
    },
  ): { cancel(): void }
  /** Rings a Worker and on answer runs the TwiML at `url` on its call. */
  callWorker(
    request: WorkerCall & { readonly url: string; readonly onAnswered: (callSid: string) => void },
  ): {
    cancel(): void
  }
  /** Runs the TwiML at `url` on a call. False when the call is not in progress. */
  redirectCall(callSid: string, url: string): boolean
  /** Moves a queued caller into a Conference. False when the call has ended. */
  moveQueuedCall(
    callSid: string,
    conference: string,
    options: Readonly<Record<string, string>>,
  ): boolean
  /** Changes the given properties of a Participant. False when the call is not in the Conference of this name. */
  updateParticipant(conference: string, callSid: string, changes: ParticipantChanges): boolean
  /** Ends a Participant's call. False when it is not in the Conference of this name. */
  removeParticipant(conference: string, callSid: string): boolean
  /** Called once when the call ends; at once when it has. */
  onCallEnd(callSid: string, done: () => void): void
  /** Called once when the Conference with this name ends. */
  onConferenceEnd(conference: string, done: () => void): void
}

/** What is left out stays. */
export interface ParticipantChanges {
  readonly muted?: boolean
  /** Null ends the hold; a null URL is the default music. */
  readonly hold?: { readonly url: string | null; readonly method: 'GET' | 'POST' } | null
  readonly endConferenceOnExit?: boolean
  readonly beepOnExit?: boolean
}

export interface ReservedCaller {
  /** The queued call. */
  readonly callSid: string
  readonly bridged: (workerCallSid: string) => void
  readonly ended: () => void
}

/** What Voice needs of TaskRouter: `<Enqueue workflowSid>`. Implemented by taskrouter. */
export interface TaskSide {
  createTask(request: {
    readonly workflowSid: string
    readonly attributes: Readonly<Record<string, unknown>>
    readonly priority?: number
    readonly timeoutSeconds?: number
  }):
    | { readonly ok: true; readonly taskSid: string }
    | { readonly ok: false; readonly code: number; readonly message: string }
  /**
   * The caller with a pending Reservation; null without one. `bridged` accepts the Reservation, and
   * `ended` completes it and lets its Worker go to the Activity. Docs: voice/twiml/queue (reservationSid).
   */
  reservedCaller(reservation: {
    readonly sid: string
    readonly postWorkActivitySid: string | null
  }): ReservedCaller | null
  /** The queued caller hung up, or left the queue by an update or `<Leave>`: an unaccepted Task is canceled. */
  callerLeftQueue(taskSid: string, reason: string): void
  /** Called when the Task ends while its caller still waits (workflow time-out, canceled): the caller goes on. */
  onTaskEnded(taskSid: string, done: (result: 'canceled' | 'deleted' | 'completed') => void): void
}
