import { newSid } from '../../account.ts'
import type { Clock } from '../../clock.ts'
import type { AudioLoop, AudioPort } from '../audio/audio-loop.ts'
import type { UserMessage } from '../../messages/user-message.ts'
import { isFinal } from './call-status.ts'
import { CallSteps } from './call-steps.ts'
import type {
  AnsweredBy,
  CallDirection,
  CallStatus,
  FinalStatus,
  Occupation,
} from './call-status.ts'
import type { Answerer, Leg, LegEnd } from '../audio/leg.ts'

export interface CallFacts {
  readonly accountSid: string
  readonly direction: CallDirection
  readonly from: string
  readonly to: string
  readonly parentSid?: string
  readonly phoneNumberSid?: string
  readonly applicationSid?: string
  /** What caller-ID lookup found; absent where the number that was called has no lookup. */
  readonly callerName?: string
  /** With this token another call may show this incoming call's number. */
  readonly callToken?: string
  /** What `Device.connect({ params })` gave; part of every TwiML request of the call. */
  readonly params?: Readonly<Record<string, string>>
}

/** What a party said, as text from a script. */
export interface Utterance {
  readonly text: string
  /** 0 to 1. */
  readonly confidence: number
}

/** What the call's party says is inbound, what it hears outbound. */
export type SpeechTrack = 'inbound' | 'outbound'

type SpeechListener = (utterance: Utterance, track: SpeechTrack) => void

interface CallDeps {
  readonly clock: Clock
  readonly audio: AudioLoop
}

/** One call: its facts, its status, its party's leg. Docs: voice/api/call-resource. */
export class Call {
  readonly sid: string
  readonly facts: CallFacts
  readonly createdAt: number
  updatedAt: number
  /** How long it waits in the account's queue before it begins. */
  queueMs = 0
  answeredAt: number | null = null
  endedAt: number | null = null
  /** The carrier's SIP response to a call that failed. */
  sipCode: number | null = null
  /** What answering machine detection has found. */
  answeredBy: AnsweredBy | null = null
  /** How the call leaves what it is busy with. */
  occupation: Occupation | null = null
  readonly steps: CallSteps
  readonly #deps: CallDeps
  readonly #watchers = new Set<(status: CallStatus) => void>()
  readonly #keys = new Set<(key: string) => void>()
  readonly #speech = new Set<SpeechListener>()
  readonly #messages = new Set<(message: UserMessage) => void>()
  /** Legs that ring or wait to be taken, and the one that was taken. */
  readonly #legs = new Set<Leg>()
  #status: CallStatus
  #audio: AudioPort | null = null
  #limitSeconds: number | null = null
  #cancelLimit: (() => void) | null = null

  /** With `reachedBy` it is the side of that call which is inside a TwiML App, and has its SID. */
  constructor(deps: CallDeps, facts: CallFacts, reachedBy: Call | null = null) {
    this.#deps = deps
    this.facts = facts
    this.sid = reachedBy?.sid ?? newSid('CA')
    this.steps = reachedBy?.steps ?? new CallSteps()
    this.#status = facts.direction === 'inbound' ? 'ringing' : 'queued'
    this.createdAt = deps.clock.now()
    this.updatedAt = this.createdAt
  }

  get status(): CallStatus {
    return this.#status
  }

  get ended(): boolean {
    return isFinal(this.#status)
  }

  /** Null until the call is answered and after its end. */
  get audio(): AudioPort | null {
    return this.#audio
  }

  /** Who has answered; null where that is unknown. */
  get answerer(): Answerer | null {
    const [leg] = this.#legs
    return leg?.answersAs?.() ?? null
  }

  /** Ends the call this long after its answer; the newest limit counts. */
  limit(seconds: number): void {
    this.#limitSeconds = seconds
    if (this.answeredAt !== null && !this.ended) this.#limitFrom(this.answeredAt, seconds)
  }

  /** Whole seconds from the answer to the end, or to now; null when nobody answered. */
  get duration(): number | null {
    if (this.answeredAt === null) return this.ended ? 0 : null
    return Math.round(((this.endedAt ?? this.#deps.clock.now()) - this.answeredAt) / 1000)
  }

  /** Those that ring, or the one that was taken. */
  get legs(): readonly Leg[] {
    return [...this.#legs]
  }

  /** Calls back at every change of status until the returned function is called. */
  watch(watcher: (status: CallStatus) => void): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  onKey(listener: (key: string) => void): () => void {
    this.#keys.add(listener)
    return () => this.#keys.delete(listener)
  }

  pressKey(key: string): void {
    this.#audio?.press(key)
    for (const listener of this.#keys) listener(key)
  }

  onSpeech(listener: SpeechListener): () => void {
    this.#speech.add(listener)
    return () => this.#speech.delete(listener)
  }

  /** Its party said or heard something: listeners for speech get the text. */
  addSpeech(utterance: Utterance, track: SpeechTrack): void {
    for (const listener of this.#speech) listener(utterance, track)
  }

  onMessage(listener: (message: UserMessage) => void): () => void {
    this.#messages.add(listener)
    return () => this.#messages.delete(listener)
  }

  /** Its Device has a message for the application. */
  passMessage(message: UserMessage): void {
    for (const listener of this.#messages) listener(message)
  }

  /** Gives its Devices the application's message. */
  sendMessage(message: UserMessage): void {
    for (const leg of this.#legs) leg.sendMessage?.(message)
  }

  addLeg(leg: Leg): void {
    this.#legs.add(leg)
  }

  /** The number of legs that still ring after this one has ended. */
  removeLeg(leg: Leg): number {
    this.#legs.delete(leg)
    return this.#legs.size
  }

  progress(status: 'initiated' | 'ringing'): void {
    if (this.ended || this.#status === status || this.#status === 'in-progress') return
    this.#change(status)
  }

  /** The far side rings: a calling device is notified once. */
  signalRinging(): void {
    if (this.#status !== 'ringing' || this.facts.direction !== 'inbound') return
    for (const leg of this.#legs) leg.progress(this.sid)
  }

  /** Takes an inbound call; does nothing when it is taken already. */
  answer(): void {
    if (this.#status !== 'ringing' || this.facts.direction !== 'inbound') return
    const [leg] = this.#legs
    if (!leg) return
    leg.accept(this.sid)
    this.onLegAnswered(leg)
  }

  /** The party of this leg has answered: the others stop ringing and audio flows. */
  onLegAnswered(leg: Leg): void {
    if (this.ended || this.#status === 'in-progress') return
    for (const other of this.#legs) {
      if (other !== leg) other.close({ kind: 'hangup' })
    }
    this.#legs.clear()
    this.#legs.add(leg)
    this.#audio = this.#deps.audio.open(leg)
    this.answeredAt = this.#deps.clock.now()
    if (this.#limitSeconds !== null) this.#limitFrom(this.answeredAt, this.#limitSeconds)
    this.#change('in-progress')
  }

  /** Ends the call: `by` says whether its party left or the switch ends it, which then closes its legs. */
  end(status: FinalStatus, by: 'party' | 'switch', legEnd: LegEnd = { kind: 'hangup' }): void {
    if (this.ended) return
    this.endedAt = this.#deps.clock.now()
    this.#cancelLimit?.()
    const occupation = this.occupation
    this.occupation = null
    this.#status = status
    occupation?.leave(by === 'party' ? 'hung-up' : 'ended')
    this.#audio?.close()
    this.#audio = null
    for (const leg of this.#legs) leg.close(legEnd)
    this.#legs.clear()
    this.#change(status)
  }

  #limitFrom(answeredAt: number, seconds: number): void {
    const { clock } = this.#deps
    this.#cancelLimit?.()
    const left = answeredAt + seconds * 1000 - clock.now()
    this.#cancelLimit = clock.after(Math.max(0, left), () => this.end('completed', 'switch'))
  }

  #change(status: CallStatus): void {
    this.#status = status
    this.updatedAt = this.#deps.clock.now()
    for (const watcher of this.#watchers) watcher(status)
  }
}
