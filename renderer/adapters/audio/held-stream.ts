/** A microphone stream that is opened early and given to the first caller of `take`. */
export class HeldStream {
  #held: Promise<MediaStream> | null = null

  hold(open: () => Promise<MediaStream>): void {
    this.#held ??= open()
    // The caller of `take` gets the failure; before that, it is reported as a state.
    this.#held.catch(() => undefined)
  }

  /** Stops a stream that nobody has taken. */
  letGo(): void {
    const held = this.#held
    this.#held = null
    held?.then(stopAll, () => undefined)
  }

  /** The held stream, which now belongs to the caller; null without a live one. */
  async take(): Promise<MediaStream | null> {
    const held = this.#held
    this.#held = null
    if (held === null) return null
    const stream = await held
    return stream.getAudioTracks().some((track) => track.readyState === 'live') ? stream : null
  }
}

export function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
