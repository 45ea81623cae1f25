import { z } from 'zod'
import type { Clock } from '../../clock.ts'
import { date, readParams, whole, type Params } from './params.ts'

const DEFAULT_MINUTES = 15

const schema = z.object({
  Minutes: whole.pipe(z.number().positive()).optional(),
  StartDate: date.optional(),
  EndDate: date.optional(),
})

/**
 * The time that `StartDate`, `EndDate` and `Minutes` ask for, in milliseconds since the epoch: the last 15 minutes unless
 * told. Docs: taskrouter/api/event, taskrouter/api/workspace-statistics.
 */
export function period(
  clock: Clock,
  params: Params,
): { readonly from: number; readonly to: number } {
  const given = readParams(schema, params)
  const to = given.EndDate ?? clock.now()
  const minutes = given.Minutes ?? DEFAULT_MINUTES
  return { from: given.StartDate ?? to - minutes * 60_000, to }
}
