import { liveClock } from '../clock.ts'
import type { Clock } from '../clock.ts'
import type { ClientLeg } from './client-leg.ts'

const SECOND_MS = 1000

/**
 * Field reports say 15 to 30 s (github.com/twilio/twilio-voice.js #118, #210), Twilio's page 60 s without audio.
 * Docs: voice/limitations-and-edge-cases.
 */
const DEFAULT_SECONDS = 30

/** Ends the answered calls of Devices that show no sign of life. It looks once a second, in real time. */
export class DeadClients {
  /** How long a Device may send neither a frame nor a packet. */
  seconds = DEFAULT_SECONDS
  readonly #clock: Clock
  readonly #legs: () => Iterable<ClientLeg>
  #cancel: () => void

  constructor(clock: Clock, legs: () => Iterable<ClientLeg>) {
    this.#clock = liveClock(clock)
    this.#legs = legs
    this.#cancel = this.#lookLater()
  }

  restore(): void {
    this.seconds = DEFAULT_SECONDS
  }

  close(): void {
    this.#cancel()
  }

  #lookLater(): () => void {
    return this.#clock.after(SECOND_MS, () => {
      this.#cancel = this.#lookLater()
      for (const leg of this.#legs()) leg.endIfSilent(this.seconds * SECOND_MS)
    })
  }
}
