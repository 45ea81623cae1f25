import type { Frame } from '../../media/frame.ts'

/** What a waiting party hears; null is silence. */
export interface Programme {
  /** Only silence follows. */
  readonly over: boolean
  read(): Frame | null
  close(): void
}

export interface ProgrammeRequest {
  /** Null is the default music, the empty string is silence. */
  readonly url: string | null
  readonly method: 'GET' | 'POST'
  /** The request parameters, made again for each fetch. */
  readonly params: () => Readonly<Record<string, string>>
  /** The call that its debugger entries are about. */
  readonly callSid: string
  /** An audio file is played without end; once unless given. */
  readonly loopsFile?: boolean
}

/** Plays a wait, hold or announcement URL: an audio file, or TwiML of Play, Say, Pause and Redirect. */
export interface Music {
  /** What cannot be fetched or played is silence. */
  start(request: ProgrammeRequest): Programme
  /** The same, once the first request has an answer that can be played; null when it has none. */
  open(request: ProgrammeRequest): Promise<Programme | null>
  /** Plays it once. `onOver` is called with null at its end, or with why it cannot be played. */
  announce(
    request: ProgrammeRequest & { readonly url: string },
    onOver: (failure: string | null) => void,
  ): Programme
}
