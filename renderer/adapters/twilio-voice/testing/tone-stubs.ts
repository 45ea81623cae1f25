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

/** A browser's connection. */
export class StubConnection implements ToneConnection {
  connectionState = 'connected'
  readonly listeners = new Set<() => void>()

  getSenders(): ReturnType<ToneConnection['getSenders']> {
    return []
  }
  addEventListener(_event: 'connectionstatechange', listener: () => void) {
    this.listeners.add(listener)
  }

  becomes(state: string) {
    this.connectionState = state
    for (const listener of this.listeners) listener()
  }
}

/** A browser's class of connections, all with the same tones. */
export function stubConnections(tones: StubTones | null) {
  return class extends StubConnection {
    override getSenders() {
      return [{ dtmf: null }, { dtmf: tones }]
    }
  }
}
