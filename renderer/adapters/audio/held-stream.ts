/** A microphone stream that is opened before it is needed, and handed over to the first who asks. */
export class HeldStream {
  #held: Promise<MediaStream> | null = null

  hold(open: () => Promise<MediaStream>): void {
    this.#held ??= open()
    // The caller of take() gets the failure. Until then it is reported as a state.
    this.#held.catch(() => undefined)
  }

  /** Stops what nobody has taken. */
  letGo(): void {
    const held = this.#held
    this.#held = null
    held?.then(stopAll, () => undefined)
  }

  /** The held stream, now the caller's; null otherwise or it has died meanwhile. */
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
