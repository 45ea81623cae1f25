import type { Chance } from '../chance.ts'
import { FRAME_MS } from './frame.ts'
import type { Frame } from './frame.ts'

/** A packet that never arrived. */
export const LOST = Symbol('lost')

/** The frame that comes out in this tick for the frame that went in; null is silence. */
export type Impairment = (frame: Frame | null) => Frame | null | typeof LOST

/** Nothing comes through. */
export function cutAudio(): Impairment {
  return () => LOST
}

/** Loses `percent` of the packets by chance. */
export function losePackets(percent: number, chance: Chance): Impairment {
  return (frame) => (chance.next() * 100 < percent ? LOST : frame)
}

/** Everything comes `ms` later, in whole frames. */
export function delayAudio(ms: number): Impairment {
  const under: (Frame | null)[] = Array.from({ length: Math.round(ms / FRAME_MS) }, () => null)
  return (frame) => {
    // What comes in is overwritten in the next tick.
    under.push(frame?.slice() ?? null)
    return under.shift() ?? null
  }
}
