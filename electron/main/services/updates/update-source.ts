/** A version that is newer than this one. */
export interface Offer {
  readonly version: string
  /** Milliseconds since 1970. */
  readonly publishedAt: number
}

/** Where new versions come from, and how they are put in place. */
export interface UpdateSource {
  /** The newest version of the channel, where it is newer than this one. Rejects when nobody can be asked. */
  check(): Promise<Offer | null>
  /** Fetches and verifies what the last check has found. */
  download(): Promise<void>
  /** Ends the program, puts the new version in place, and starts it. */
  install(): void
}
