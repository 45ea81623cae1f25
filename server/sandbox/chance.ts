import { randomInt } from 'node:crypto'

/** Random numbers that can be repeated: the same seed gives the same numbers. */
export interface Chance {
  readonly seed: number
  /** From 0, up to but not 1. */
  next(): number
}

const SEEDS = 2 ** 32

/** Any seed. Report it, so that the same run can be repeated. */
export function anySeed(): number {
  return randomInt(SEEDS)
}

/** The generator mulberry32: 32 bits of state, one per draw, good enough to lose packets by. */
export function createChance(seed: number = anySeed()): Chance {
  let state = seed >>> 0
  return {
    seed,
    next() {
      state = (state + 0x6d2b79f5) >>> 0
      let mixed = Math.imul(state ^ (state >>> 15), state | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return ((mixed ^ (mixed >>> 14)) >>> 0) / SEEDS
    },
  }
}
