import { noKeys, reduceKeys, type KeyEffect, type KeyEvent } from './key-queue.ts'
import type { SdkCall, ToneSender } from './sdk.ts'

/** A tone takes 160 ms and its gap 140 ms; after this time without an event, none comes. */
const TONE_TIMEOUT_MS = 5000

export interface CallKeysDeps {
  readonly call: Pick<SdkCall, 'sendDigits'>
  /** The browser's sender of the call's tones; null when keys go as messages. */
  readonly tones: () => ToneSender | null
  readonly after: (milliseconds: number, listener: () => void) => () => void
  readonly tell: (keys: string, became: 'sent' | 'lost') => void
}

/**
 * The keys of one call. The SDK does not report their result, and loses part of a string when the next one comes too
 * soon. So they wait in a queue, which the browser's own event for each tone moves on.
 */
export class CallKeys {
  readonly #deps: CallKeysDeps
  #queue = noKeys
  #tones: ToneSender | null = null
  #handing = false
  #refused = false
  #stopWaiting: () => void = () => undefined

  constructor(deps: CallKeysDeps) {
    this.#deps = deps
  }

  /** 0-9, * and #. */
  press(keys: string): void {
    this.#on({ kind: 'press', keys })
  }

  /** Drops what is not sent yet: the connection is down, or nobody hears it. */
  cut(): void {
    if (this.#queue.handed !== '' && this.#tones?.canInsertDTMF === true) this.#tones.insertDTMF('')
    this.#on({ kind: 'cut' })
  }

  /** Whether an error of the SDK's call is about keys: then the call itself goes on. */
  takeError(): boolean {
    this.#refused ||= this.#handing
    return this.#handing
  }

  /** The call is over; nothing is reported any more. */
  close(): void {
    this.#stopWaiting()
    this.#queue = noKeys
    this.#listenTo(null)
  }

  #on(event: KeyEvent): void {
    const { queue, effects } = reduceKeys(this.#queue, event)
    const moved = queue.handed !== this.#queue.handed || queue.sounding !== this.#queue.sounding
    this.#queue = queue
    if (moved) this.#waitForTone()
    for (const effect of effects) this.#run(effect)
  }

  #waitForTone(): void {
    this.#stopWaiting()
    if (this.#queue.handed === '') return
    this.#stopWaiting = this.#deps.after(TONE_TIMEOUT_MS, () => this.cut())
  }

  #run(effect: KeyEffect): void {
    if (effect.kind === 'tell') this.#deps.tell(effect.keys, effect.became)
    else this.#hand(effect.keys)
  }

  #hand(keys: string): void {
    // The SDK decides by the same property.
    const found = this.#deps.tones()
    const sounds = found?.canInsertDTMF === true
    this.#listenTo(sounds ? found : null)
    if (!this.#send(keys)) this.#on({ kind: 'cut' })
    else if (!sounds) this.#on({ kind: 'message-sent' })
  }

  /** False when the SDK throws, or emits an error of its call before it returns. */
  #send(keys: string): boolean {
    this.#handing = true
    this.#refused = false
    try {
      this.#deps.call.sendDigits(keys)
    } catch {
      this.#refused = true
    } finally {
      this.#handing = false
    }
    return !this.#refused
  }

  #listenTo(tones: ToneSender | null): void {
    if (this.#tones === tones) return
    this.#tones?.removeEventListener('tonechange', this.#onTone)
    tones?.addEventListener('tonechange', this.#onTone)
    this.#tones = tones
  }

  readonly #onTone = ({ tone }: { readonly tone: string }): void => {
    this.#on({ kind: 'tone', tone })
  }
}
