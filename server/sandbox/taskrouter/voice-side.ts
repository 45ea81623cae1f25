/** What TaskRouter needs of Voice: conference instructions and the queued caller. Implemented by telephony. */
export interface VoiceSide {
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
    readonly onFailed: (reason: 'busy' | 'no-answer' | 'failed' | 'canceled') => void
  }): { cancel(): void }
  /** Takes an enqueued caller out of its queue into a Conference. False when the call is gone. */
  moveQueuedCall(
    callSid: string,
    conference: string,
    options: Readonly<Record<string, string>>,
  ): boolean
  /** Called once when the Conference with this name ends. */
  onConferenceEnd(conference: string, done: () => void): void
  /** Called once when the call ends; at once when it has ended. */
  onCallEnd(callSid: string, done: () => void): void
  /** Changes a Participant of the live Conference with this name; false when it is not there. */
  updateParticipant(conference: string, callSid: string, changes: ParticipantChanges): boolean
  /** Takes a Participant out of the live Conference with this name; false when it is not there. */
  removeParticipant(conference: string, callSid: string): boolean
  /**
   * Rings `to` from `from`. On answer it executes TwiML, or talks to a caller who waits in a queue; `onFailed` is also
   * called when that caller has gone by then. `onEnded` follows `onAnswered` when the call, or their talk, is over.
   * `options` are the Call parameters in Twilio's form names.
   */
  ringWorker(request: {
    readonly to: string
    readonly from: string
    readonly answer: { readonly twimlUrl: string } | { readonly talkTo: string }
    readonly options: Readonly<Record<string, string | readonly string[]>>
    readonly onAnswered: (callSid: string) => void
    readonly onFailed: (reason: 'busy' | 'no-answer' | 'failed' | 'canceled') => void
    readonly onEnded: () => void
  }): { cancel(): void }
  /** Gives a call other TwiML; false when it is not in progress. */
  redirectCall(callSid: string, url: string): boolean
}

/** What is left out stays. */
export interface ParticipantChanges {
  readonly muted?: boolean
  /** Null ends the hold; a null URL is the default music. */
  readonly hold?: { readonly url: string | null; readonly method: 'GET' | 'POST' } | null
  readonly endConferenceOnExit?: boolean
  readonly beepOnExit?: boolean
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
  /** The queued caller hung up, or left the queue by an update or `<Leave>`: an unaccepted Task is canceled. */
  callerLeftQueue(taskSid: string, reason: string): void
  /** Called when the Task ends while its caller still waits (workflow time-out, canceled): the caller goes on. */
  onTaskEnded(taskSid: string, done: (result: 'canceled' | 'deleted' | 'completed') => void): void
}
