import { z } from 'zod'
import { callEffect } from '../calls/model/call-effect.ts'
import { callSchema } from '../calls/model/call.ts'
import { takenOutReason } from '../contract/desk.ts'
import { identityOf } from '../identity.ts'
import type { AccountRow, CallRow, TakenOutRow, WrapUpRow } from '../store/tables.ts'
import { draftOf, wrapUpFacts } from '../wrapup/wrap-up.ts'

/*
 * What is wrong with a row, in a few words, or null. SQLite keeps any type in any column, and JSON in a column may be older or
 * newer than the schema that reads it.
 */

const instant = z.number()
const flag = z.union([z.literal(0), z.literal(1)])

export function failureOfCall({ state, call_id: callId }: CallRow): string | null {
  const call = callSchema.refine((read) => read.callId === callId, 'is of another call')
  return failureOf(() => call.parse(JSON.parse(state)))
}

export function failureOfPending({ pending }: CallRow): string | null {
  return failureOf(() => z.array(callEffect).parse(JSON.parse(pending)))
}

export function failureOfWrapUp(row: WrapUpRow): string | null {
  const columns = z.object({
    started_at: instant,
    deadline: instant,
    required: flag,
    task_closed: flag,
  })
  return failureOf(() => {
    columns.parse(row)
    wrapUpFacts.parse(JSON.parse(row.facts))
    draftOf(row)
  })
}

export function failureOfTakenOut(row: TakenOutRow): string | null {
  return failureOf(() => z.object({ reason: takenOutReason, since: instant }).parse(row))
}

export function failureOfAccount(row: AccountRow, tenant: string): string | null {
  return failureOf(() => identityOf(tenant, row.user_id))
}

function failureOf(read: () => unknown): string | null {
  try {
    read()
    return null
  } catch (error) {
    // Only the place of the first issue: nobody reads the content in a log.
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined
    if (issue !== undefined) return `${issue.path.join('.')}: ${issue.code}`
    return error instanceof SyntaxError ? 'is no JSON' : 'cannot be read'
  }
}
