import { FRAME_SAMPLES } from '../../media/frame.ts'
import type { Frame } from '../../media/frame.ts'
import { createVoiceActivity } from '../../media/voice-activity.ts'
import type { SpeechChange } from '../../media/voice-activity.ts'
import { Announcer } from '../audio/announcer.ts'
import type { Call } from '../call/call.ts'
import type { Music, Programme } from '../audio/music.ts'
import type { ConferenceSettings } from './conference-settings.ts'
import type { JoinOptions } from './participant-options.ts'

/** `ReasonParticipantLeft`. Docs: voice/twiml/conference (statusCallback request parameters). */
export type LeaveReason =
  | 'participant_hung_up'
  | 'participant_updated_via_api'
  | 'conference_ended_via_api'
  | 'moderator_ended_conference'
  | 'participant_add_failed'

export interface Hold {
  /** Null is the default music. */
  readonly url: string | null
  readonly method: 'GET' | 'POST'
}

/** Callbacks to the code that brought the call into the conference. */
export interface Seat {
  /** Whether the call continues its TwiML after it has left. */
  readonly callContinues: boolean
  /** Called once with why the participant left. */
  onLeft(reason: LeaveReason): void
}

/** Somebody in a conference: the call, its flags, and the music that replaces the conversation. */
export class Participant {
  readonly call: Call
  readonly options: JoinOptions
  readonly joinedAt: number
  updatedAt: number
  muted: boolean
  endConferenceOnExit: boolean
  beepOnExit: boolean
  /** The Call SID of the only one who hears this participant; null: all do. */
  coaches: string | null
  /** What is announced to this participant alone. */
  readonly announcement: Announcer
  readonly seat: Seat
  /** What the conference mixes for this participant in each tick. */
  readonly ear: Frame = new Int16Array(FRAME_SAMPLES)
  readonly #music: Music
  readonly #settings: () => ConferenceSettings
  readonly #voice = createVoiceActivity()
  #hold: Programme | null = null
  #waiting: Programme | null = null
  #wait: Hold
  /** Starts other music, when what plays is over. */
  #nextWait: (() => void) | null = null

  constructor(
    call: Call,
    options: JoinOptions,
    deps: {
      readonly music: Music
      readonly settings: () => ConferenceSettings
      readonly now: number
      readonly seat: Seat
    },
  ) {
    this.call = call
    this.options = options
    this.#music = deps.music
    this.#settings = deps.settings
    this.seat = deps.seat
    this.joinedAt = deps.now
    this.updatedAt = deps.now
    this.muted = options.muted
    this.endConferenceOnExit = options.endConferenceOnExit
    this.beepOnExit = options.beep === 'true' || options.beep === 'onExit'
    this.coaches = options.coaches
    this.announcement = new Announcer(deps.music)
    this.#wait = { url: options.waitUrl, method: options.waitMethod }
  }

  get held(): boolean {
    return this.#hold !== null
  }

  /** `ParticipantCallStatus` once the participant is out. */
  callStatusAfter(redirected: boolean): string {
    if (this.call.ended) return this.call.status
    return redirected || this.seat.callContinues ? 'in-progress' : 'completed'
  }

  /** What the conference hears of this participant. */
  contribution(): Frame | null {
    return this.coaches === null ? this.#says() : null
  }

  /** What only `other` hears of this participant, who coaches them. */
  whisper(other: Participant): Frame | null {
    return this.coaches === other.call.sid ? this.#says() : null
  }

  /** Listens for 20 ms whether the participant begins or ends to speak. Who is muted or on hold does not speak. */
  listen(): SpeechChange | null {
    return this.muted || this.held ? this.#voice.end() : this.#voice.write(this.#says())
  }

  /** The music instead of the conversation; undefined when the participant hears the conversation. */
  instead(): Frame | null | undefined {
    if (this.#hold) return this.#hold.read()
    if (this.#waiting?.over === true) this.#nextWait?.()
    return this.#waiting ? this.#waiting.read() : undefined
  }

  /** Starts the wait music, `opened` where it has been asked for already. Docs: voice/twiml/conference#attributes-wait-url. */
  wait(params: () => Record<string, string>, opened: Programme | null): void {
    const loopsFile = this.#settings().waitFile === 'loops'
    const request = { ...this.#wait, params, callSid: this.call.sid, loopsFile }
    this.#waiting = opened ?? this.#music.start(request)
  }

  /** Other music, if the participant still waits: now, or after what plays, or not at all. */
  setWait(wait: Hold, params: () => Record<string, string>): void {
    const when = this.#settings().waitUrlChange
    if (!this.#waiting || when === 'never') return
    this.#wait = wait
    this.#nextWait = () => {
      this.stopWaiting()
      this.wait(params, null)
    }
    if (when === 'at-once') this.#nextWait()
  }

  stopWaiting(): void {
    this.#waiting?.close()
    this.#waiting = null
    this.#nextWait = null
  }

  /** Null ends the hold; a hold during a hold plays the new music. */
  setHold(hold: Hold | null, params: () => Record<string, string>): void {
    this.#hold?.close()
    this.#hold = hold && this.#music.start({ ...hold, params, callSid: this.call.sid })
  }

  #says(): Frame | null {
    return this.muted || this.held ? null : (this.call.audio?.spoke ?? null)
  }

  /** Ends the music and what is announced. */
  close(): void {
    this.announcement.stop()
    this.stopWaiting()
    this.#hold?.close()
    this.#hold = null
  }
}
