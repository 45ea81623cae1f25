import type { Frame } from '../../media/frame.ts'
import type { Music, Programme, ProgrammeRequest } from './music.ts'

/** Plays announcements, one at a time: a new one replaces the one that plays. */
export class Announcer {
  readonly #music: Music
  #playing: { readonly programme: Programme; readonly done: AnnouncementDone } | null = null

  constructor(music: Music) {
    this.#music = music
  }

  start(request: ProgrammeRequest & { readonly url: string }, done: AnnouncementDone): void {
    this.stop()
    const playing = {
      done,
      programme: this.#music.announce(request, (failure) => {
        if (this.#playing !== playing) return
        this.#playing = null
        done(failure)
      }),
    }
    this.#playing = playing
  }

  /** The announcement's next 20 ms; null without an announcement. */
  read(): Frame | null {
    return this.#playing?.programme.read() ?? null
  }

  /** The announcement has ended. */
  stop(): void {
    const playing = this.#playing
    this.#playing = null
    playing?.programme.close()
    playing?.done(null)
  }
}

/** Called once: with null when it has been played, else with why it could not be. */
export type AnnouncementDone = (failure: string | null) => void
