/** The part of an AudioContext that makes nodes of streams. */
export interface SourceMaker {
  createMediaStreamSource(stream: MediaStream): MediaStreamAudioSourceNode
}

/**
 * Disconnects what the SDK (2.18) leaves connected after a call: the streams' nodes and the four analysers that
 * measure loudness. A browser keeps what is connected, about 1 MB a call, and frees what is disconnected only while
 * the context runs.
 */
export class StreamSources {
  readonly #followed = new WeakSet<SourceMaker>()
  readonly #sources = new Set<MediaStreamAudioSourceNode>()

  follow(maker: SourceMaker): void {
    if (this.#followed.has(maker)) return
    this.#followed.add(maker)
    const make = maker.createMediaStreamSource.bind(maker)
    maker.createMediaStreamSource = (stream) => {
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
