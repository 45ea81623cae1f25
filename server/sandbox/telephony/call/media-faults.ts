import { createChance } from '../../chance.ts'
import type { Clock } from '../../clock.ts'
import { cutLine, lossyLine, slowLine } from '../../media/impairment.ts'
import type { BadLine } from '../../media/impairment.ts'
import { isFinal } from './call-status.ts'
import type { Call } from './call.ts'

/** What is wrong with one party's line. */
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

/** Bad lines of answered calls. Each ends with its call at the latest. */
export class MediaFaults {
  readonly #clock: Clock
  readonly #ends = new Map<MediaFault, () => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Makes a call's line bad, for `forMs` or until it is cleared. False when the call is not in progress. */
  add(call: Call, fault: MediaFault, forMs: number | null): boolean {
    const { audio } = call
    if (audio === null) return false
    const lines = { inbound: lineOf(fault), outbound: lineOf(fault) }
    const ways = fault.direction === 'both' ? (['inbound', 'outbound'] as const) : [fault.direction]
    const mends = ways.map((way) => audio.spoil(way, lines[way]))
    const end = () => {
      this.#ends.delete(fault)
      for (const mend of mends) mend()
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

function lineOf({ does, percent, delayMs, seed }: MediaFault): BadLine {
  if (does === 'cut') return cutLine()
  return does === 'delay' ? slowLine(delayMs) : lossyLine(percent, createChance(seed))
}
