import { noKeys, reduceKeys, type KeyEffect, type KeyEvent } from './key-queue.ts'
import type { SdkCall, ToneSender } from './sdk.ts'

/** A tone takes 160 ms and its gap 140 ms; after this long without news of one, none comes. */
const TONE_TIMEOUT_MS = 5000

export interface CallKeysDeps {
  readonly call: Pick<SdkCall, 'sendDigits'>
  /** Where the browser tells of the call's tones; null where it makes none, and keys go as messages. */
  readonly tones: () => ToneSender | null
  readonly after: (milliseconds: number, listener: () => void) => () => void
  readonly tell: (keys: string, became: 'sent' | 'lost') => void
}

/**
 * The keys of one call. The SDK says nothing about what became of them, and of two strings that come too close it loses
 * part of the first. So they go through a queue, which the browser's own news of each tone moves on.
 */
export class CallKeys {
  readonly #parts: CallKeysDeps
  #queue = noKeys
  #tones: ToneSender | null = null
  #handing = false
  #refused = false
  #stopWaiting: () => void = () => undefined

  constructor(parts: CallKeysDeps) {
    this.#parts = parts
  }

  /** 0-9, * and #. */
  press(keys: string): void {
    this.#on({ kind: 'press', keys })
  }

  /** What is not out goes nowhere: the line is down, or nobody is there to hear it. */
  cut(): void {
    if (this.#queue.handed !== '' && this.#tones?.canInsertDTMF === true) this.#tones.insertDTMF('')
    this.#on({ kind: 'cut' })
  }

  /** Takes an error of the SDK's call and answers whether it was about keys: then the call itself goes on. */
  takeError(): boolean {
    this.#refused ||= this.#handing
    return this.#handing
  }

  /** The call is over; nothing is told any more. */
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
    this.#stopWaiting = this.#parts.after(TONE_TIMEOUT_MS, () => this.cut())
  }

  #run(effect: KeyEffect): void {
    if (effect.kind === 'tell') this.#parts.tell(effect.keys, effect.became)
    else this.#hand(effect.keys)
  }

  #hand(keys: string): void {
    // What the SDK itself looks at to choose the way.
    const found = this.#parts.tones()
    const sounds = found?.canInsertDTMF === true
    this.#listenTo(sounds ? found : null)
    if (!this.#send(keys)) this.#on({ kind: 'cut' })
    else if (!sounds) this.#on({ kind: 'message-sent' })
  }

  /** False when the SDK cannot: it throws, or emits an error of its call before it returns. */
  #send(keys: string): boolean {
    this.#handing = true
    this.#refused = false
    try {
      this.#parts.call.sendDigits(keys)
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
