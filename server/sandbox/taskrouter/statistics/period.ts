import { z } from 'zod'
import { badRequest } from '../../http/rest-error.ts'
import { date, readParams, text, whole, type Params } from '../operations/params.ts'

const DEFAULT_MINUTES = 15

/** The period of cumulative statistics and its filters. Docs: taskrouter/api/workspace-statistics. */
export interface Period {
  /** Milliseconds since the epoch. */
  readonly start: number
  readonly end: number
  /** A TaskChannel by SID or unique name. */
  readonly channel: string | null
  /** Seconds; empty when no split is asked for. */
  readonly splits: readonly number[]
}

const schema = z.object({
  Minutes: whole.pipe(z.number().positive()).optional(),
  StartDate: date.optional(),
  EndDate: date.optional(),
  TaskChannel: text.optional(),
  SplitByWaitTime: text.regex(/^\d+(?:,\d+)*$/, 'not a list of seconds').optional(),
})

export function readPeriod(params: Params, now: number): Period {
  const given = readParams(schema, params)
  const end = Math.min(given.EndDate ?? now, now)
  const start = given.StartDate ?? end - (given.Minutes ?? DEFAULT_MINUTES) * 60_000
  if (start > end) throw badRequest('Invalid parameter StartDate: it is after the end')
  const splits = given.SplitByWaitTime?.split(',').map(Number) ?? []
  return { start, end, channel: given.TaskChannel ?? null, splits }
}
