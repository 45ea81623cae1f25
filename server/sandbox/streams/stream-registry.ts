import type { MediaStream } from './media-stream.ts'

/** The account's streams, the newest last. */
export class StreamRegistry {
  readonly #streams = new Map<string, MediaStream>()

  add(stream: MediaStream): void {
    this.#streams.set(stream.sid, stream)
  }

  /** By SID, or the newest of this name. */
  find(callSid: string, sidOrName: string): MediaStream | null {
    const ofCall = [...this.#streams.values()].filter(({ call }) => call.sid === callSid)
    const found = ofCall.findLast(
      ({ sid, request }) => sid === sidOrName || request.name === sidOrName,
    )
    return found ?? null
  }
}
