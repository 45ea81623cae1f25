/** The part of an AudioContext that is used here. */
export interface SdkSound {
  createMediaStreamSource(stream: MediaStream): MediaStreamAudioSourceNode
  suspend(): Promise<void>
  resume(): Promise<void>
}

/** The SDK stops a call's streams within this time. */
const LET_GO_AFTER_MS = 3000
/** Together longer than the chime at a call's end. */
const REST_AFTER_MS = 2000

/**
 * Suspends the SDK's AudioContext while there is no call. The SDK leaves it running from its first Device on, which
 * plays silence all day and costs 1.4 % of a core in the browser's sound service and as much in the page's sound
 * thread. In calls it plays the SDK's own sounds (outgoing, keys, the end), not the far side's voice.
 */
export class SoundRest {
  readonly #sources = new StreamSources()
  #sound: SdkSound | null = null
  #awake = false
  #timer: ReturnType<typeof setTimeout> | null = null

  /** Known from the first Device on. */
  follow(sound: SdkSound | null): void {
    this.#sound = sound
    if (sound !== null) this.#sources.follow(sound)
    if (!this.#awake) this.rest()
  }

  wake(): void {
    this.#awake = true
    this.#cancel()
    // Before the person's first click the browser refuses, and plays nothing anyway.
    this.#sound?.resume().then(
      () => this.#sources.letGo(),
      () => undefined,
    )
  }

  rest(): void {
    this.#awake = false
    this.#after(LET_GO_AFTER_MS, () => {
      this.#sources.letGo()
      this.#after(REST_AFTER_MS, () => {
        this.#sound?.suspend().catch(() => undefined)
      })
    })
  }

  close(): void {
    this.#cancel()
  }

  #after(ms: number, run: () => void): void {
    this.#cancel()
    this.#timer = setTimeout(run, ms)
  }

  #cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }
}

/**
 * Disconnects what the SDK (2.18) leaves connected after a call: the streams' nodes and the four analysers that
 * measure loudness. A browser keeps what is connected, about 1 MB a call, and frees what is disconnected only while
 * the context runs.
 */
class StreamSources {
  readonly #followed = new WeakSet<SdkSound>()
  readonly #sources = new Set<MediaStreamAudioSourceNode>()

  follow(sound: SdkSound): void {
    if (this.#followed.has(sound)) return
    this.#followed.add(sound)
    const make = sound.createMediaStreamSource.bind(sound)
    sound.createMediaStreamSource = (stream) => {
      const source = make(stream)
      this.#sources.add(source)
      return source
    }
  }

  /** Streams with a live track keep their nodes. */
  letGo(): void {
    for (const source of this.#sources) {
      if (source.mediaStream.active) continue
      source.disconnect()
      this.#sources.delete(source)
    }
  }
}
