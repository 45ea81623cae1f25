import { createChance } from './chance.ts'

/** How often something goes wrong. The same seed hits the same requests again. */
export interface Odds {
  /** Of each request that it concerns, from 0 to 1. */
  readonly probability: number
  readonly seed: number
  /** How many requests it will hit; null: until it is cleared. */
  readonly times: number | null
}

/** A fault that happens now, with the random numbers that it draws from. */
export interface Hit<Fault> {
  readonly fault: Fault
  draw(): number
}

/** What is to go wrong with requests of one kind. */
export interface Faults<Fault extends Odds, Request> {
  add(fault: Fault): void
  /** What is left, `times` counted down. */
  list(): readonly Fault[]
  clear(): void
  /** The first fault that hits this request, used up by one. */
  take(request: Request): Hit<Fault> | null
}

export function createFaults<Fault extends Odds, Request>(
  concerns: (fault: Fault, request: Request) => boolean,
): Faults<Fault, Request> {
  let entries: Entry<Fault>[] = []
  return {
    add(fault) {
      const { next } = createChance(fault.seed)
      entries.push({ fault, draw: next, left: fault.times })
    },
    list: () => entries.map(({ fault, left }) => ({ ...fault, times: left })),
    clear() {
      entries = []
    },
    take(request) {
      const hit = entries.find(
        ({ fault, draw }) => concerns(fault, request) && draw() < fault.probability,
      )
      if (hit === undefined) return null
      if (hit.left !== null) hit.left -= 1
      entries = entries.filter(({ left }) => left !== 0)
      return hit
    },
  }
}

interface Entry<Fault> extends Hit<Fault> {
  left: number | null
}
