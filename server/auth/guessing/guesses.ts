import type { Clock } from '../../clock.ts'
import { createDelays } from './delays.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND

/** One name from one network: a person who mistypes, or a stranger who guesses. */
const ONE_PLACE = { free: 5, firstMs: SECOND, longestMs: 15 * MINUTE }
/** One name from all networks where nobody has signed in to it: to guess from many addresses is slow too. */
const ONE_NAME = { free: 20, firstMs: SECOND, longestMs: 15 * MINUTE }
/** All names from one network: one password tried for everybody. */
const ONE_NETWORK = { free: 30, firstMs: SECOND, longestMs: 5 * MINUTE }

/** How many places, a name from a network, are remembered as known; the oldest is forgotten first. */
const PLACES_MAX = 10_000

/** A guess that is allowed counts as a failure until `confirmRight`. */
export type Guess =
  | { readonly kind: 'judge'; readonly known: boolean; confirmRight(): void }
  | { readonly kind: 'wait'; readonly ms: number }

/**
 * Slows guessing down. Each guess is counted before it is checked, so that many at once are not all checked. Names and
 * networks are counted together too: nobody elsewhere can lock an agent out of a network where the agent has signed in before.
 */
export interface Guesses {
  begin(name: string, network: string): Guess
}

export function createGuesses(clock: Clock): Guesses {
  const places = createDelays(clock, ONE_PLACE)
  const names = createDelays(clock, ONE_NAME)
  const networks = createDelays(clock, ONE_NETWORK)
  const known = new Set<string>()

  function remember(place: string): void {
    known.delete(place)
    known.add(place)
    const [oldest] = known
    if (known.size > PLACES_MAX && oldest !== undefined) known.delete(oldest)
  }

  return {
    begin(name, network) {
      const place = `${network} ${name}`
      const isKnown = known.has(place)
      const counted = [{ delays: places, key: place }]
      if (!isKnown) counted.push({ delays: names, key: name }, { delays: networks, key: network })
      const ms = Math.max(...counted.map(({ delays, key }) => delays.waitMs(key)))
      if (ms > 0) return { kind: 'wait', ms }
      for (const { delays, key } of counted) delays.add(key)
      return {
        kind: 'judge',
        known: isKnown,
        confirmRight() {
          for (const { delays, key } of counted.slice(1)) delays.undo(key)
          places.forget(place)
          remember(place)
        },
      }
    },
  }
}
