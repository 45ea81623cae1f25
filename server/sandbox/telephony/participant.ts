import type { Frame } from '../media/frame.ts'
import { createVoiceActivity } from '../media/voice-activity.ts'
import type { SpeechChange } from '../media/voice-activity.ts'
import type { Call } from './call.ts'
import type { Music, Programme } from './music.ts'
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

/** What the conference owes to whoever brought the call in. */
export interface Seat {
  /** Whether the call goes on with its TwiML after it has left. */
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
  readonly seat: Seat
  readonly #music: Music
  readonly #voice = createVoiceActivity()
  #hold: Programme | null = null
  #waiting: Programme | null = null

  constructor(
    call: Call,
    options: JoinOptions,
    parts: { readonly music: Music; readonly now: number; readonly seat: Seat },
  ) {
    this.call = call
    this.options = options
    this.#music = parts.music
    this.seat = parts.seat
    this.joinedAt = parts.now
    this.updatedAt = parts.now
    this.muted = options.muted
    this.endConferenceOnExit = options.endConferenceOnExit
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
    return this.muted || this.held ? null : (this.call.audio?.spoke ?? null)
  }

  /** Listens for 20 ms whether the participant begins or ends to speak. Who is muted or on hold does not speak. */
  listen(): SpeechChange | null {
    return this.muted || this.held ? this.#voice.end() : this.#voice.write(this.contribution())
  }

  /** The music instead of the conversation; undefined when the participant hears the conversation. */
  instead(): Frame | null | undefined {
    if (this.#hold) return this.#hold.read()
    return this.#waiting ? this.#waiting.read() : undefined
  }

  /** Starts the wait music unless it plays. Docs: voice/twiml/conference#attributes-wait-url. */
  wait(params: () => Record<string, string>): void {
    const { waitUrl: url, waitMethod: method } = this.options
    this.#waiting ??= this.#music.start({ url, method, params, callSid: this.call.sid })
  }

  stopWaiting(): void {
    this.#waiting?.close()
    this.#waiting = null
  }

  /** Null ends the hold; a hold during a hold plays the new music. */
  setHold(hold: Hold | null, params: () => Record<string, string>): void {
    this.#hold?.close()
    this.#hold = hold && this.#music.start({ ...hold, params, callSid: this.call.sid })
  }

  /** Ends the music. */
  close(): void {
    this.stopWaiting()
    this.#hold?.close()
    this.#hold = null
  }
}
