import type { Result } from '../contract/result.ts'

/** Why a request failed, by what that means to the caller. `message` is Twilio's own, for the log. */
export type TwilioFailure =
  /** Its subject is over or was never there: nothing is left to do. `state`: the subject's, when it was read. */
  | ({ readonly kind: 'gone'; readonly state?: string } & AnsweredWith)
  /** A final no: the same request would fail again. */
  | ({ readonly kind: 'refused' } & AnsweredWith)
  /** The server's credentials or account do not work: nothing succeeds before somebody changes them. */
  | ({ readonly kind: 'misconfigured' } & AnsweredWith)
  /** Busy, broken or silent: a later request may succeed. Without an answer it may even have been done. */
  | {
      readonly kind: 'unavailable'
      /** Null when there was no answer. */
      readonly status: number | null
      readonly message: string
      /** How long Twilio asks us to wait, ms; null when it does not say. */
      readonly retryAfterMs: number | null
    }

interface AnsweredWith {
  readonly status: number
  readonly code: number | null
  readonly message: string
}

export type Answer<Value> = Promise<Result<Value, TwilioFailure>>

/** Rings a leg into a Conference. Everybody who comes into a conversation is rung like this. */
export interface RingRequest {
  readonly conference: ConferenceRef
  /** `client:<identity>?…` or an E.164 number. */
  readonly to: string
  readonly from: string
  readonly label: string
  readonly timeoutSeconds: number
  /** Twilio ends the leg after this time. Without it the account's own limit applies, as for a desk. */
  readonly timeLimitSeconds?: number
  /** Whether the others hear the network's ringback and announcements. */
  readonly earlyMedia: boolean
  readonly legStatusUrl: string
  readonly conferenceStatusUrl: string
}

/** A Conference: its SID as soon as that is known, and its friendly name. */
export interface ConferenceRef {
  readonly sid: string | null
  readonly name: string
}

/** A Participant: its leg, and the Conference that it is in. */
export interface ParticipantRef {
  readonly conferenceSid: string
  readonly callSid: string
}

export interface Participant {
  readonly callSid: string
  /** Where they are: the account may have several of one name, one after another. */
  readonly conferenceSid?: string
  readonly label: string | null
  readonly hold: boolean
  readonly muted: boolean
  /** False while it is being rung. */
  readonly answered: boolean
}

/** A Call of the account, whichever program made it. `direction`: `inbound`, `outbound-api` or `outbound-dial`. */
export interface LiveCall {
  readonly callSid: string
  readonly parentCallSid: string | null
  readonly direction: string
  /** Addresses: numbers, or `client:` and an identity. */
  readonly from: string
  readonly to: string
  /** Milliseconds since the epoch, on Twilio's clock. */
  readonly createdAt: number
}

export interface RecordingRef {
  readonly callSid: string
  readonly recordingSid: string
}

/** `status` in Twilio's words: `in-progress`, `paused`, `stopped`, `processing`, `completed`, `absent`. */
export interface RecordingFacts {
  readonly recordingSid: string
  readonly status: string
}

export interface WorkerDescription {
  readonly friendlyName: string
  /** JSON. */
  readonly attributes: string
}

/** `attributes` is JSON. */
export interface FoundWorker {
  readonly workerSid: string
  readonly attributes: string
}

export interface WorkerFacts {
  readonly friendlyName: string
  readonly activityName: string
  readonly available: boolean
}

/** When a Worker's Activity last changed, as TaskRouter writes it: another stamp means another choice. */
export interface ActivityChange {
  readonly changedAt: string
}

/** A TaskQueue now: how many Tasks wait in it, and how many of its Workers could take one. */
export interface QueueFacts {
  readonly queueSid: string
  readonly name: string
  readonly waiting: number
  readonly free: number
}

export interface ReservationRef {
  readonly taskSid: string
  readonly reservationSid: string
}

/** What TaskRouter has chosen. `workerAttributes` is JSON. */
export interface PendingReservation {
  readonly reservationSid: string
  readonly workerSid: string
  readonly workerAttributes: string
}

/** `attributes` is JSON. */
export interface TaskFacts {
  readonly taskSid: string
  readonly status: 'pending' | 'reserved' | 'assigned' | 'wrapping'
  readonly ageSeconds: number
  readonly attributes: string
}

/** `whole`: the list has all of them. */
export interface OpenTasks {
  readonly tasks: readonly TaskFacts[]
  readonly whole: boolean
}

/** Facts of the Workspace that do not change while the server runs. */
export interface WorkspaceFacts {
  readonly offlineActivitySid: string
  /** Where TaskRouter moves a Worker whose reservation timed out. */
  readonly timeoutActivitySid: string
  /** The first Activity in which a Worker gets Tasks; null without such an Activity. */
  readonly availableActivitySid: string | null
  readonly queueNames: ReadonlyMap<string, string>
  /** Seconds that TaskRouter waits for a reservation. */
  readonly reservationTimeout: number
}

export interface WebhookUrls {
  readonly voice: string
  readonly client: string
  readonly callerStatus: string
  readonly assignment: string
  readonly events: string
}

/** Calls, Conferences and Participants. */
export interface VoiceGateway {
  /** By the Conference's SID, or else by its name. */
  ring(request: RingRequest): Answer<ParticipantRef>
  /** Hangs up a live call, or stops one that is ringing. */
  endCall(callSid: string): Answer<null>
  redirectCall(callSid: string, twiml: string): Answer<null>
  callStatus(callSid: string): Answer<string>
  /** The account's calls that ring or are answered, the newest first, 1,000 of each at most. */
  liveCalls(): Answer<readonly LiveCall[]>
  endConference(conferenceSid: string): Answer<null>
  setHold(
    request: ParticipantRef & { readonly hold: boolean; readonly holdUrl: string | null },
  ): Answer<null>
  setMuted(request: ParticipantRef & { readonly muted: boolean }): Answer<null>
  /** Plays the TwiML at `url` to one participant alone. */
  announce(request: ParticipantRef & { readonly url: string }): Answer<null>
  /** The leg of this label in the live Conference of this name, also while it rings: after a lost answer to `ring`. */
  findLeg(leg: {
    readonly conference: ConferenceRef
    readonly label: string
  }): Answer<ParticipantRef | null>
  /** By SID, or else by friendly name. A Conference that is over has no participants. */
  participants(conference: ConferenceRef): Answer<readonly Participant[]>
}

/** Recordings of Calls. Docs: voice/api/recording. */
export interface RecordingGateway {
  /** The recordings of one call, the newest last. */
  recordings(callSid: string): Answer<readonly RecordingFacts[]>
  /** Records both directions of a live call, on a channel each, until the call ends. */
  startRecording(request: {
    readonly callSid: string
    readonly statusUrl: string
  }): Answer<RecordingFacts>
  /** A pause is recorded as silence, so that the recording is as long as the call. */
  setRecording(
    request: RecordingRef & { readonly to: 'paused' | 'in-progress' | 'stopped' },
  ): Answer<RecordingFacts>
  recordingStatus(recording: RecordingRef): Answer<RecordingFacts>
}

/** Tasks, Reservations and queues of one Workspace. */
export interface TaskGateway {
  /** Succeeds also when the Reservation is accepted already. */
  acceptReservation(reservation: ReservationRef): Answer<null>
  /** `activitySid`: moves the Worker to this Activity in the same request. */
  rejectReservation(reservation: ReservationRef, activitySid: string | null): Answer<null>
  advanceReservation(reservation: ReservationRef, to: 'wrapping' | 'completed'): Answer<null>
  /** A Task for one Worker, whatever its capacity and availability. */
  createTask(request: {
    readonly workerSid: string
    readonly attributes: Readonly<Record<string, unknown>>
  }): Answer<{ readonly taskSid: string }>
  /**
   * A Task for a customer who waits in a queue. `since`: when they first began to wait, ms since the epoch, which is their
   * place; null for one who has just come.
   */
  createQueueTask(request: {
    readonly attributes: Readonly<Record<string, unknown>>
    readonly since: number | null
  }): Answer<{ readonly taskSid: string }>
  /** The Reservations of a Task to which nobody has answered yet. */
  pendingReservations(taskSid: string): Answer<readonly PendingReservation[]>
  /** The open Task with these attributes: after a lost answer to `createTask`. */
  findTask(
    attributes: Readonly<Record<string, string>>,
  ): Answer<{ readonly taskSid: string } | null>
  cancelTask(taskSid: string, reason: string): Answer<null>
  /** The Tasks that are not over, the oldest first, 2,000 at most. */
  openTasks(): Answer<OpenTasks>
  /** Only for a Task that an agent has accepted. */
  completeTask(taskSid: string, reason: string): Answer<null>
  workspace(): Answer<WorkspaceFacts>
  queues(): Answer<readonly QueueFacts[]>
}

/** The Workers of one Workspace. */
export interface WorkerGateway {
  /** The Worker with this friendly name, created if it is missing. Its other attributes stay as they are. */
  ensureWorker(
    friendlyName: string,
    attributes: Readonly<Record<string, unknown>>,
  ): Answer<FoundWorker>
  worker(workerSid: string): Answer<WorkerDescription>
  /** Gives a Worker this name and exactly these attributes. */
  describeWorker(workerSid: string, description: WorkerDescription): Answer<null>
  /** How many voice Tasks TaskRouter gives this Worker at once. */
  setVoiceCapacity(workerSid: string, capacity: number): Answer<null>
  workers(): Answer<readonly WorkerFacts[]>
  workerActivity(
    workerSid: string,
  ): Answer<{ readonly activitySid: string; readonly available: boolean } & ActivityChange>
  setActivity(workerSid: string, activitySid: string): Answer<ActivityChange>
}

export interface TwilioGateway extends VoiceGateway, RecordingGateway, TaskGateway, WorkerGateway {
  /** Points the account's numbers, TwiML App, Workflow and Workspace at this server. */
  provision(urls: WebhookUrls): Answer<null>
}
