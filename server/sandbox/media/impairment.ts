import type { Chance } from '../chance.ts'
import { FRAME_MS } from './frame.ts'
import type { Frame } from './frame.ts'

/** A packet that never arrived. */
export const LOST = Symbol('lost')

/** What comes out of a bad line in this tick for what went in; null is silence. */
export type BadLine = (frame: Frame | null) => Frame | null | typeof LOST

/** Nothing comes through. */
export function cutLine(): BadLine {
  return () => LOST
}

/** Loses `percent` of the packets by chance. */
export function lossyLine(percent: number, chance: Chance): BadLine {
  return (frame) => (chance.next() * 100 < percent ? LOST : frame)
}

/** Everything comes `ms` later, in whole frames. */
export function slowLine(ms: number): BadLine {
  const under: (Frame | null)[] = Array.from({ length: Math.round(ms / FRAME_MS) }, () => null)
  return (frame) => {
    // What comes in is overwritten in the next tick.
    under.push(frame?.slice() ?? null)
    return under.shift() ?? null
  }
}
