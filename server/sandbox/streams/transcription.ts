import { newSid } from '../account.ts'
import { isFinal } from '../telephony/call/call-status.ts'
import type { Call, SpeechTrack, Utterance } from '../telephony/call/call.ts'
import type { CoreServices } from '../telephony/core-services.ts'
import { createOrderedSender } from '../webhooks/ordered.ts'

export interface TranscriptionRequest {
  readonly name: string | null
  readonly tracks: readonly SpeechTrack[]
  readonly report: { readonly url: string; readonly method: 'GET' | 'POST' } | null
  readonly languageCode: string
  readonly engine: string
  /** Recognised words are also reported one by one before they are final. */
  readonly partialResults: boolean
  /** Reported as they are when it starts. */
  readonly labels: Readonly<Record<'InboundTrackLabel' | 'OutboundTrackLabel', string>>
}

type TranscriptionDeps = Pick<CoreServices, 'accountSid' | 'clock' | 'sender'>

/** The reported stability of words that may still change. */
const STABILITY = '0.9'

/**
 * The words of a call, reported as they are said. They come from a script, because the sandbox understands no sound.
 * Docs: voice/twiml/transcription.
 */
export class Transcription {
  readonly sid = newSid('GT')
  readonly call: Call
  readonly request: TranscriptionRequest
  updatedAt: number
  readonly #deps: TranscriptionDeps
  readonly #post: ReturnType<typeof createOrderedSender>
  readonly #ends: (() => void)[]
  #status: 'in-progress' | 'stopped' = 'in-progress'
  #sequence = 0

  constructor(deps: TranscriptionDeps, call: Call, request: TranscriptionRequest) {
    this.#deps = deps
    this.call = call
    this.request = request
    this.updatedAt = deps.clock.now()
    this.#post = createOrderedSender(deps.sender)
    this.#ends = [
      call.onSpeech((utterance, track) => this.#onSpeech(utterance, track)),
      call.watch((status) => {
        if (isFinal(status)) this.stop()
      }),
    ]
    const { languageCode, engine, partialResults, labels } = request
    this.#tell('transcription-started', {
      ...labels,
      LanguageCode: languageCode,
      PartialResults: String(partialResults),
      ProviderConfiguration: '{}',
      TranscriptionEngine: engine,
    })
  }

  get status(): 'in-progress' | 'stopped' {
    return this.#status
  }

  stop(): void {
    if (this.#status === 'stopped') return
    this.#status = 'stopped'
    this.updatedAt = this.#deps.clock.now()
    for (const end of this.#ends) end()
    this.#tell('transcription-stopped', {})
  }

  #onSpeech({ text, confidence }: Utterance, track: SpeechTrack): void {
    const { tracks, languageCode, partialResults } = this.request
    if (!tracks.includes(track)) return
    const about = { LanguageCode: languageCode, Track: `${track}_track` }
    const words = partialResults ? text.split(/\s+/) : []
    for (const count of words.keys()) {
      const transcript = words.slice(0, count + 1).join(' ')
      this.#tell('transcription-content', {
        ...about,
        TranscriptionData: JSON.stringify({ transcript }),
        Stability: STABILITY,
        Final: 'false',
      })
    }
    this.#tell('transcription-content', {
      ...about,
      TranscriptionData: JSON.stringify({ transcript: text, confidence }),
      Final: 'true',
    })
  }

  #tell(event: string, params: Readonly<Record<string, string>>): void {
    const { report } = this.request
    if (report === null) return
    const { accountSid, clock } = this.#deps
    this.#sequence += 1
    this.#post({
      ...report,
      params: {
        ...params,
        AccountSid: accountSid,
        CallSid: this.call.sid,
        TranscriptionSid: this.sid,
        TranscriptionEvent: event,
        SequenceId: String(this.#sequence),
        Timestamp: new Date(clock.now()).toISOString(),
      },
    })
  }
}
