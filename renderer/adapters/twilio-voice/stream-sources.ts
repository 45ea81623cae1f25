/** As much of an AudioContext as makes nodes of streams. */
export interface SourceMaker {
  createMediaStreamSource(stream: MediaStream): MediaStreamAudioSourceNode
}

/**
 * Cuts off what the SDK (2.18) leaves connected when a call is over: the streams' nodes and, behind them, the four
 * analysers with which it measures loudness. A browser keeps what is connected, about 1 MB a call all day long, and
 * lets go only of what is cut off while the context runs.
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

  /** Streams that still have a track that lives keep theirs. */
  letGo(): void {
    for (const source of this.#sources) {
      if (source.mediaStream.active) continue
      source.disconnect()
      this.#sources.delete(source)
    }
  }
}
