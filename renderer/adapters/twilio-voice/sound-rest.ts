import { StreamSources, type SourceMaker } from './stream-sources.ts'

/** As much of an AudioContext as is used here. */
export interface SdkSound extends SourceMaker {
  suspend(): Promise<void>
  resume(): Promise<void>
}

/** The SDK stops a call's streams within it. */
const LET_GO_AFTER_MS = 3000
/** Together longer than the chime at a call's end. */
const REST_AFTER_MS = 2000

/**
 * Lets the SDK's AudioContext rest while there is no call. The SDK makes it with its first Device and leaves it
 * running, which plays silence all day long: the browser's sound service and the page's sound thread, 1.4 % of a core
 * each. In calls it plays the SDK's own sounds (outgoing, keys, the end); the far side's voice does not go through it.
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
    // A browser that waits for the person's first click plays nothing before it anyway.
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
