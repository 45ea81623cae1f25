import type { Figure } from '../figures.ts'
import { conferenceOfThree, twoParty } from './loads.ts'
import { measureLoad } from './measure-load.ts'

const COUNTS = [10, 50, 100] as const

/**
 * The sandbox as a program of its own under 10, 50 and 100 calls at once: set-up, processor, memory, lost audio and how
 * long REST takes meanwhile.
 */
export async function measureSandbox(): Promise<Figure[]> {
  const seconds = Number(process.env['BENCH_SECONDS'] ?? 10)
  const rows: Figure[] = []
  for (const load of [twoParty, conferenceOfThree]) {
    for (const count of COUNTS) rows.push(...(await measureLoad(load, count, seconds)))
  }
  return rows
}
