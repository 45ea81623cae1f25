import type { StreamRequest } from '../../streams/media-stream.ts'
import type { TranscriptionRequest } from '../../streams/transcription.ts'
import type { RecordingOptions } from '../../telephony/recording/call-recording.ts'
import type { CallReport } from '../../telephony/call/call-report.ts'
import type { JoinOptions } from '../../telephony/conference/participant-options.ts'

export type HttpMethod = 'GET' | 'POST'

/** URLs are as the document has them; they resolve against the document's own URL. */
export interface Link {
  readonly url: string
  readonly method: HttpMethod
}

export type Noun =
  | {
      readonly kind: 'client'
      readonly identity: string
      readonly params: Readonly<Record<string, string>>
      readonly report: CallReport | null
      readonly url: Link | null
    }
  | {
      readonly kind: 'number'
      readonly number: string
      readonly report: CallReport | null
      /** What the called party goes through before it talks. */
      readonly url: Link | null
      /** Empty: none. */
      readonly sendDigits: string
    }

export interface DialOptions {
  readonly action: Link | null
  readonly timeoutSeconds: number
  readonly timeLimitSeconds: number
  readonly callerId: string | null
  readonly answerOnBridge: boolean
  readonly hangupOnStar: boolean
  /** The nouns ring one after the other. */
  readonly sequential: boolean
}

export interface SayVerb {
  readonly kind: 'say'
  readonly text: string
  /** As they are in the document; empty is the default. */
  readonly voice: string
  readonly language: string
  readonly loop: number
}

export interface PlayVerb {
  readonly kind: 'play'
  readonly url: string
  readonly digits: string
  readonly loop: number
}

export interface PauseVerb {
  readonly kind: 'pause'
  readonly seconds: number
}

/** Docs: voice/twiml/gather. */
export interface GatherVerb {
  readonly kind: 'gather'
  /** What plays during it. */
  readonly prompt: readonly (SayVerb | PlayVerb | PauseVerb)[]
  readonly dtmf: boolean
  readonly speech: boolean
  /** After the last word; `auto` is the end of what is said. */
  readonly speechTimeoutSeconds: number | 'auto'
  readonly partialResult: Link | null
  /** Infinity without a limit. */
  readonly numDigits: number
  readonly timeoutSeconds: number
  /** Empty: no key finishes. */
  readonly finishOnKey: string
  readonly actionOnEmptyResult: boolean
  /** Null: the document's own URL, asked by `method`. */
  readonly action: Link | null
  readonly method: HttpMethod
}

/** Docs: voice/twiml/record. */
export interface RecordVerb {
  readonly kind: 'record'
  readonly recording: RecordingOptions
  readonly maxSeconds: number
  /** Of silence; 0 is never. */
  readonly timeoutSeconds: number
  /** Any of these keys. */
  readonly finishOnKey: string
  readonly playBeep: boolean
  /** Where the recognised text is sent; null: nowhere. */
  readonly transcribe: Link | null
  /** Null: the document's own URL, asked by `method`. */
  readonly action: Link | null
  readonly method: HttpMethod
}

/** `<Start><Recording>`; it does not wait. Docs: voice/twiml/recording. */
export interface StartRecordingVerb {
  readonly kind: 'start-recording'
  readonly recording: RecordingOptions
}

/** `<Start><Stream>`; it does not wait. Docs: voice/twiml/stream. */
export interface StartStreamVerb {
  readonly kind: 'start-stream'
  readonly stream: StreamRequest
}

/** `<Start><Transcription>`; it does not wait. Docs: voice/twiml/transcription. */
export interface StartTranscriptionVerb {
  readonly kind: 'start-transcription'
  readonly transcription: TranscriptionRequest
}

/** What a `<Start>` of this name began. */
export interface StopVerb {
  readonly kind: 'stop'
  readonly what: 'stream' | 'recording' | 'transcription'
  readonly name: string
}

/** Docs: voice/twiml/connect. */
export interface ConnectStreamVerb {
  readonly kind: 'connect-stream'
  readonly stream: StreamRequest
  readonly action: Link | null
}

export interface EnqueueVerb {
  readonly kind: 'enqueue'
  readonly queue: string
  readonly workflowSid: string | null
  readonly task: {
    readonly attributes: Readonly<Record<string, unknown>>
    readonly priority?: number
    readonly timeoutSeconds?: number
  }
  readonly action: Link | null
  /** Null is the default music; an empty URL is silence. */
  readonly wait: Link | null
}

export interface DialConferenceVerb {
  readonly kind: 'dial-conference'
  readonly name: string
  readonly join: JoinOptions
  readonly recording: RecordingOptions | null
  readonly dial: DialOptions
}

export interface DialQueueVerb {
  readonly kind: 'dial-queue'
  readonly queue: string
  /** The Reservation whose caller is connected, instead of the first of the queue. */
  readonly reservation: { readonly sid: string; readonly postWorkActivitySid: string | null } | null
  /** Played to the waiting caller before the two talk. */
  readonly url: Link | null
  readonly dial: DialOptions
}

/** Of both parties of a `<Dial>`. */
export interface DialRecording {
  readonly from: 'answer' | 'ringing'
  readonly options: RecordingOptions
}

export interface DialPartiesVerb {
  readonly kind: 'dial-parties'
  readonly recording: DialRecording | null
  readonly nouns: readonly Noun[]
  /** Nobody is there. */
  readonly sipUris: readonly string[]
  readonly dial: DialOptions
}

export type Verb =
  | SayVerb
  | PlayVerb
  | PauseVerb
  | GatherVerb
  | RecordVerb
  | StartRecordingVerb
  | StartStreamVerb
  | StartTranscriptionVerb
  | StopVerb
  | ConnectStreamVerb
  | EnqueueVerb
  | DialConferenceVerb
  | DialQueueVerb
  | DialPartiesVerb
  | { readonly kind: 'redirect'; readonly link: Link }
  | { readonly kind: 'hangup' }
  /** A known verb that is not allowed here. */
  | { readonly kind: 'refused'; readonly code: number; readonly message: string }
  | { readonly kind: 'leave' }
  | { readonly kind: 'reject'; readonly reason: 'busy' | 'rejected' }

export interface TwimlDocument {
  readonly verbs: readonly Verb[]
  /** What the document has and the interpreter ignores. */
  readonly warnings: readonly TwimlWarning[]
}

export interface TwimlWarning {
  readonly code: number
  readonly message: string
}
