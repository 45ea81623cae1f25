import { createChance } from '../../chance.ts'
import type { Clock } from '../../clock.ts'
import { cutAudio, losePackets, delayAudio } from '../../media/impairment.ts'
import type { Impairment } from '../../media/impairment.ts'
import { isFinal } from './call-status.ts'
import type { Call } from './call.ts'

/** What is wrong with one party's audio. */
export interface MediaFault {
  readonly callSid: string
  /** `cut`: nothing comes through. `delay`: `delayMs` late. `lose`: `percent` of the packets are lost. */
  readonly does: 'cut' | 'delay' | 'lose'
  /** As Twilio's tracks: `inbound` is what the party says, `outbound` what it hears. */
  readonly direction: 'inbound' | 'outbound' | 'both'
  readonly percent: number
  readonly delayMs: number
  readonly seed: number
}

/** Media faults of answered calls. Each ends with its call at the latest. */
export class MediaFaults {
  readonly #clock: Clock
  readonly #ends = new Map<MediaFault, () => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Impairs a call's audio for `forMs` or until it is cleared. False when the call is not in progress. */
  add(call: Call, fault: MediaFault, forMs: number | null): boolean {
    const { audio } = call
    if (audio === null) return false
    const impairments = { inbound: impairmentOf(fault), outbound: impairmentOf(fault) }
    const ways = fault.direction === 'both' ? (['inbound', 'outbound'] as const) : [fault.direction]
    const clears = ways.map((way) => audio.impair(way, impairments[way]))
    const end = () => {
      this.#ends.delete(fault)
      for (const clear of clears) clear()
      cancel()
      unwatch()
    }
    const cancel = forMs === null ? () => {} : this.#clock.after(forMs, end)
    const unwatch = call.watch((status) => {
      if (isFinal(status)) end()
    })
    this.#ends.set(fault, end)
    return true
  }

  list(): readonly MediaFault[] {
    return [...this.#ends.keys()]
  }

  clear(): void {
    for (const end of this.#ends.values()) end()
  }
}

function impairmentOf({ does, percent, delayMs, seed }: MediaFault): Impairment {
  if (does === 'cut') return cutAudio()
  return does === 'delay' ? delayAudio(delayMs) : losePackets(percent, createChance(seed))
}
