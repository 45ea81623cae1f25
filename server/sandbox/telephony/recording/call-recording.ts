import { newSid } from '../../account.ts'
import type { Frame } from '../../media/frame.ts'
import { createRecorder } from '../../media/recorder.ts'
import type { Recorder } from '../../media/recorder.ts'
import { createOrderedSender } from '../../webhooks/ordered.ts'
import { isFinal } from '../call/call-status.ts'
import type { Call } from '../call/call.ts'
import { rfc2822 } from '../rfc2822.ts'
import type { CoreServices } from '../core-services.ts'

export type RecordingStatus = 'in-progress' | 'paused' | 'processing' | 'completed' | 'absent'
export type RecordingEvent = 'in-progress' | 'completed' | 'absent'
export type RecordingTrack = 'inbound' | 'outbound' | 'both'

/** What began it. */
export type RecordingSource =
  | 'StartCallRecordingAPI'
  | 'StartCallRecordingTwiML'
  | 'RecordVerb'
  | 'DialVerb'
  | 'OutboundAPI'
  | 'Conference'

export interface RecordingOptions {
  readonly source: RecordingSource
  /** By which `<Stop>` finds it. */
  readonly name?: string
  readonly channels: 1 | 2
  readonly track: RecordingTrack
  /** Silence at both ends is left out when it is over. */
  readonly trim: boolean
  readonly report: {
    readonly url: string
    readonly method: 'GET' | 'POST'
    readonly events: readonly RecordingEvent[]
  } | null
}

/** Whose sound is recorded, and until when. */
export interface RecordingSubject {
  /** Null for a conference. */
  readonly callSid: string | null
  readonly conferenceSid: string | null
  /** What a call's party says and hears in this tick, a conference's mix being said; null while there is no sound. */
  frame(): { readonly says: Frame | null; readonly hears: Frame | null } | null
  /** Calls back once at its end until the returned function is called. */
  onEnd(done: () => void): () => void
}

type RecordingDeps = Pick<CoreServices, 'clock' | 'audio' | 'sender' | 'accountSid' | 'restUrl'> & {
  readonly recordings: RecordingRegistry
}

/** Docs: help article 360014251313 (absent recordings). */
const TOO_SHORT = 16101
const SILENT = 16102

/** From the end of a recording until its sound can be had. */
const PROCESSING_MS = 50

/** A recording of a call or a conference, until it is stopped or its subject ends. Docs: voice/api/recording. */
export class Recording {
  readonly sid = newSid('RE')
  readonly subject: RecordingSubject
  readonly options: RecordingOptions
  readonly startedAt: number
  updatedAt: number
  readonly #deps: RecordingDeps
  readonly #recorder: Recorder = createRecorder()
  readonly #post: ReturnType<typeof createOrderedSender>
  readonly #ends: (() => void)[] = []
  #status: RecordingStatus = 'in-progress'
  #keepsPause = true
  #cancelProcessing: (() => void) | null = null
  /** Anything came in, be it silence. */
  #heard = false

  constructor(deps: RecordingDeps, subject: RecordingSubject, options: RecordingOptions) {
    this.#deps = deps
    this.#post = createOrderedSender(deps.sender)
    this.subject = subject
    this.options = options
    this.startedAt = deps.clock.now()
    this.updatedAt = this.startedAt
    this.#ends.push(
      deps.audio.observe(() => this.#frame()),
      subject.onEnd(() => this.#complete()),
    )
    this.#tell('in-progress')
  }

  get status(): RecordingStatus {
    return this.#status
  }

  /** It may still be paused, resumed and stopped. */
  get live(): boolean {
    return this.#status === 'in-progress' || this.#status === 'paused'
  }

  /** Whole seconds; null before the end. */
  get duration(): number | null {
    if (this.live || this.#status === 'absent') return null
    return Math.round(this.#recorder.seconds())
  }

  /** `silence` keeps the paused time as silence, `skip` leaves it out. */
  pause(behaviour: 'skip' | 'silence'): void {
    this.#keepsPause = behaviour === 'silence'
    this.#change('paused')
  }

  resume(): void {
    this.#change('in-progress')
  }

  /** Where its sound is to be had, with basic authentication. */
  get url(): string {
    return `${this.#deps.restUrl()}/Recordings/${this.sid}`
  }

  /** Why there is nothing to hear; null unless it is `absent`. */
  get errorCode(): number | null {
    if (this.#status !== 'absent') return null
    return this.#heard ? SILENT : TOO_SHORT
  }

  /** It is processed and then completed. */
  stop(): void {
    this.#complete()
  }

  /** Drops recordings that are still processed. */
  close(): void {
    this.#cancelProcessing?.()
  }

  /** Interleaved pairs of what the party said and heard, or both mixed into one. */
  samples(channels: 1 | 2): Int16Array {
    return this.#recorder.samples(channels)
  }

  #frame(): void {
    const sound = this.subject.frame()
    if (sound === null) return
    this.#heard = true
    if (this.#status === 'paused') {
      if (this.#keepsPause) this.#recorder.write(null, null)
      return
    }
    const { track } = this.options
    const says = track === 'outbound' ? null : sound.says
    this.#recorder.write(says, track === 'inbound' ? null : sound.hears)
  }

  #complete(): void {
    if (!this.live) return
    for (const end of this.#ends) end()
    if (this.options.trim) this.#recorder.trim()
    if (this.#recorder.seconds() === 0) return this.#finish('absent')
    this.#change('processing')
    this.#cancelProcessing = this.#deps.clock.after(PROCESSING_MS, () => this.#finish('completed'))
  }

  #finish(outcome: 'completed' | 'absent'): void {
    this.#change(outcome)
    this.#tell(outcome)
  }

  #change(status: RecordingStatus): void {
    this.#status = status
    this.updatedAt = this.#deps.clock.now()
  }

  #tell(event: RecordingEvent): void {
    const { report, channels, track, source } = this.options
    const { callSid, conferenceSid } = this.subject
    if (report === null || !report.events.includes(event)) return
    const { accountSid } = this.#deps
    this.#post({
      url: report.url,
      method: report.method,
      params: {
        AccountSid: accountSid,
        ...(callSid === null ? {} : { CallSid: callSid }),
        ...(conferenceSid === null ? {} : { ConferenceSid: conferenceSid }),
        RecordingSid: this.sid,
        RecordingUrl: this.url,
        RecordingStatus: event,
        RecordingDuration: String(this.duration ?? -1),
        RecordingChannels: String(channels),
        RecordingTrack: track,
        RecordingStartTime: rfc2822(this.startedAt),
        RecordingSource: source,
        ErrorCode: String(this.errorCode ?? 0),
      },
    })
  }
}

/** Records this call from now on, also before the answer. */
export function recordCall(deps: RecordingDeps, call: Call, options: RecordingOptions): Recording {
  const subject: RecordingSubject = {
    callSid: call.sid,
    conferenceSid: null,
    frame: () => call.audio && { says: call.audio.spoke, hears: call.audio.hears },
    onEnd: (done) =>
      call.watch((status) => {
        if (isFinal(status)) done()
      }),
  }
  const recording = new Recording(deps, subject, options)
  deps.recordings.add(recording)
  return recording
}

/** The account's recordings, the newest last. */
export class RecordingRegistry {
  readonly #recordings = new Map<string, Recording>()

  add(recording: Recording): void {
    this.#recordings.set(recording.sid, recording)
  }

  remove(sid: string): void {
    this.#recordings.delete(sid)
  }

  /** Drops recordings that are still processed. */
  close(): void {
    for (const recording of this.#recordings.values()) recording.close()
  }

  clear(): void {
    this.close()
    this.#recordings.clear()
  }

  list(): readonly Recording[] {
    return [...this.#recordings.values()]
  }

  get(sid: string): Recording | null {
    return this.#recordings.get(sid) ?? null
  }
}
