import type { Frame } from '../../media/frame.ts'
import type { Music, Programme, ProgrammeRequest } from './music.ts'

/** Plays announcements, one at a time: a new one takes the place of the one that plays. */
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

  /** The announcement's next 20 ms; null when there is none. */
  read(): Frame | null {
    return this.#playing?.programme.read() ?? null
  }

  /** What plays is over. */
  stop(): void {
    const playing = this.#playing
    this.#playing = null
    playing?.programme.close()
    playing?.done(null)
  }
}

/** Told once: null when it has been played, else why it could not be. */
export type AnnouncementDone = (failure: string | null) => void
