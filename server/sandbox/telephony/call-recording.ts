import { newSid } from '../account.ts'
import { RestError } from '../http/rest-error.ts'
import { createRecorder } from '../media/recorder.ts'
import type { Recorder } from '../media/recorder.ts'
import { createOrderedSender } from '../webhooks/ordered.ts'
import { isFinal } from './call-status.ts'
import type { Call } from './call.ts'
import { rfc2822 } from './rfc2822.ts'
import type { VoiceServices } from './services.ts'

export type RecordingStatus = 'in-progress' | 'paused' | 'stopped' | 'completed'
export type RecordingEvent = 'in-progress' | 'completed' | 'absent'
export type RecordingTrack = 'inbound' | 'outbound' | 'both'

export interface RecordingOptions {
  readonly channels: 1 | 2
  readonly track: RecordingTrack
  readonly report: {
    readonly url: string
    readonly method: 'GET' | 'POST'
    readonly events: readonly RecordingEvent[]
  } | null
}

type Parts = Pick<VoiceServices, 'clock' | 'audio' | 'sender' | 'accountSid' | 'restUrl'>

/** A recording of one call, from its start over REST to the call's end. Docs: voice/api/recording. */
export class CallRecording {
  readonly sid = newSid('RE')
  readonly call: Call
  readonly options: RecordingOptions
  readonly startedAt: number
  updatedAt: number
  readonly #parts: Parts
  readonly #recorder: Recorder = createRecorder()
  readonly #post: ReturnType<typeof createOrderedSender>
  readonly #ends: (() => void)[] = []
  #status: RecordingStatus = 'in-progress'
  #keepsPause = true

  /** Throws 21220 when the call is not in progress. */
  constructor(parts: Parts, call: Call, options: RecordingOptions) {
    if (call.status !== 'in-progress') {
      throw new RestError(400, 21220, 'Requested resource is not eligible for recording')
    }
    this.#parts = parts
    this.#post = createOrderedSender(parts.sender)
    this.call = call
    this.options = options
    this.startedAt = parts.clock.now()
    this.updatedAt = this.startedAt
    this.#ends.push(
      parts.audio.observe(() => this.#frame()),
      call.watch((status) => {
        if (isFinal(status)) this.#complete()
      }),
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
    return this.#status === 'completed' ? Math.round(this.#recorder.seconds()) : null
  }

  /** `silence` keeps the paused time as silence, `skip` leaves it out. */
  pause(behaviour: 'skip' | 'silence'): void {
    this.#keepsPause = behaviour === 'silence'
    this.#change('paused')
  }

  resume(): void {
    this.#change('in-progress')
  }

  /** What is recorded is there at once. */
  stop(): void {
    this.#complete()
  }

  /** Interleaved pairs of what the party said and heard, or both mixed into one. */
  samples(channels: 1 | 2): Int16Array {
    return this.#recorder.samples(channels)
  }

  #frame(): void {
    const { audio } = this.call
    if (audio === null) return
    if (this.#status === 'paused') {
      if (this.#keepsPause) this.#recorder.write(null, null)
      return
    }
    const { track } = this.options
    const says = track === 'outbound' ? null : audio.spoke
    this.#recorder.write(says, track === 'inbound' ? null : audio.hears)
  }

  #complete(): void {
    if (!this.live) return
    for (const end of this.#ends) end()
    this.#change('completed')
    this.#tell('completed')
  }

  #change(status: RecordingStatus): void {
    this.#status = status
    this.updatedAt = this.#parts.clock.now()
  }

  #tell(event: RecordingEvent): void {
    const { report, channels, track } = this.options
    if (report === null || !report.events.includes(event)) return
    const { accountSid, restUrl } = this.#parts
    this.#post({
      url: report.url,
      method: report.method,
      params: {
        AccountSid: accountSid,
        CallSid: this.call.sid,
        RecordingSid: this.sid,
        RecordingUrl: `${restUrl()}/Recordings/${this.sid}`,
        RecordingStatus: event,
        RecordingDuration: String(this.duration ?? -1),
        RecordingChannels: String(channels),
        RecordingTrack: track,
        RecordingStartTime: rfc2822(this.startedAt),
        RecordingSource: 'StartCallRecordingAPI',
        ErrorCode: '0',
      },
    })
  }
}

/** The account's recordings, the newest last. */
export class RecordingRegistry {
  readonly #recordings = new Map<string, CallRecording>()

  add(recording: CallRecording): void {
    this.#recordings.set(recording.sid, recording)
  }

  remove(sid: string): void {
    this.#recordings.delete(sid)
  }

  clear(): void {
    this.#recordings.clear()
  }

  list(): readonly CallRecording[] {
    return [...this.#recordings.values()]
  }

  get(sid: string): CallRecording | null {
    return this.#recordings.get(sid) ?? null
  }
}
