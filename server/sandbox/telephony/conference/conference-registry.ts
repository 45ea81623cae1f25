import type { Clock } from '../../clock.ts'
import type { WebhookSender } from '../../webhooks/sender.ts'
import type { AudioLoop } from '../audio/audio-loop.ts'
import { createConferenceReporter } from './conference-reporter.ts'
import { Conference } from './conference.ts'
import { DEFAULT_CONFERENCE_SETTINGS } from './conference-settings.ts'
import type { ConferenceSettings } from './conference-settings.ts'
import type { Music } from '../audio/music.ts'

/** Every conference of the account. A name means the one live conference of that name. */
export class ConferenceRegistry {
  settings: ConferenceSettings = DEFAULT_CONFERENCE_SETTINGS
  readonly #live = new Map<string, Conference>()
  readonly #all = new Map<string, Conference>()
  readonly #ends = new Map<string, Set<() => void>>()
  readonly #deps: {
    readonly accountSid: string
    readonly clock: Clock
    readonly audio: AudioLoop
    readonly sender: WebhookSender
    readonly music: Music
  }

  constructor(deps: {
    readonly accountSid: string
    readonly clock: Clock
    readonly audio: AudioLoop
    readonly sender: WebhookSender
    readonly music: Music
  }) {
    this.#deps = deps
  }

  /** The live conference of this name, made when it does not exist: by TwiML, or by a Participant of the API. */
  open(friendlyName: string, by: 'twiml' | 'api' = 'twiml'): Conference {
    const existing = this.#live.get(friendlyName)
    if (existing) return existing
    const { clock, music, audio, accountSid } = this.#deps
    const startsAlone = by === 'api' && this.settings.conferenceStart === 'first-starter'
    const conference: Conference = new Conference(
      {
        clock,
        music,
        settings: () => this.settings,
        leastToStart: startsAlone ? 1 : 2,
        reporter: (made) => createConferenceReporter(this.#deps, made),
        onGone: (gone) => {
          stop()
          this.#forget(gone)
        },
      },
      accountSid,
      friendlyName,
    )
    const stop = audio.add(() => conference.tick())
    this.#live.set(friendlyName, conference)
    this.#all.set(conference.sid, conference)
    return conference
  }

  /** By SID alone, as the API wants it. */
  get(sid: string): Conference | null {
    return this.#all.get(sid) ?? null
  }

  /** By SID, or the live one by name. */
  find(sidOrName: string): Conference | null {
    return this.#all.get(sidOrName) ?? this.#live.get(sidOrName) ?? null
  }

  /** Those that anybody ever joined, the newest first. */
  list(): Conference[] {
    return [...this.#all.values()].filter(({ seen }) => seen).toReversed()
  }

  /** Calls back once when the conference of this name ends. */
  onEnd(friendlyName: string, done: () => void): void {
    const waiting = this.#ends.get(friendlyName) ?? new Set()
    waiting.add(done)
    this.#ends.set(friendlyName, waiting)
  }

  clear(): void {
    this.#live.clear()
    this.#all.clear()
    this.#ends.clear()
    this.settings = DEFAULT_CONFERENCE_SETTINGS
  }

  #forget(conference: Conference): void {
    const { friendlyName, sid, seen } = conference
    if (this.#live.get(friendlyName) === conference) this.#live.delete(friendlyName)
    if (!seen) {
      this.#all.delete(sid)
      return
    }
    const waiting = this.#ends.get(friendlyName)
    this.#ends.delete(friendlyName)
    for (const done of waiting ?? []) done()
  }
}
