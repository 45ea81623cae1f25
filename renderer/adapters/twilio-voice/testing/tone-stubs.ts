import type { ToneConnection } from '../peer-connections.ts'
import type { ToneSender } from '../sdk.ts'

type OnTone = (event: { readonly tone: string }) => void

/** A sender that says what a test has it say. */
export class StubTones implements ToneSender {
  canInsertDTMF = true
  readonly did: string[] = []
  readonly #listeners = new Set<OnTone>()

  insertDTMF(tones: string) {
    this.did.push(`insert:${tones}`)
  }
  addEventListener(_event: 'tonechange', listener: OnTone) {
    this.#listeners.add(listener)
  }
  removeEventListener(_event: 'tonechange', listener: OnTone) {
    this.#listeners.delete(listener)
  }

  /** The browser tells of these tones; an empty one ends them. */
  say(...tones: readonly string[]) {
    for (const tone of tones) for (const listener of this.#listeners) listener({ tone })
  }
  get listeners() {
    return this.#listeners.size
  }
}

/** A browser's class of connections, all with the same tones. */
export function stubConnections(tones: StubTones | null) {
  return class implements ToneConnection {
    readonly connectionState = 'connected'
    getSenders() {
      return [{ dtmf: null }, { dtmf: tones }]
    }
  }
}
