import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { z } from 'zod'

/** A party's hold or mute as it was: two instants, of which at most one was set. */
const before = z.looseObject({
  requested: z.boolean(),
  overlaps: z.boolean(),
  deadline: z.number().nullable(),
  notBefore: z.number().nullable(),
})

/** The hold and mute of each party have one state. A row that cannot be read stays as it is. */
export async function joinFlagStates(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ call_id: string; state: string }>`
    SELECT call_id, state FROM calls`.execute(db)
  for (const { call_id: callId, state } of rows) {
    const joined = joinStates(state)
    await sql`UPDATE calls SET state = ${joined} WHERE call_id = ${callId}`.execute(db)
  }
}

function joinStates(call: string): string {
  try {
    return JSON.stringify(JSON.parse(call, (_, value: unknown) => joinState(value)))
  } catch {
    return call
  }
}

function joinState(value: unknown): unknown {
  const flag = before.safeParse(value)
  if (!flag.success) return value
  const { requested, overlaps, deadline, notBefore, ...rest } = flag.data
  if (deadline !== null)
    return { ...rest, state: { kind: 'requested', value: requested, overlaps, deadline } }
  if (notBefore !== null) return { ...rest, state: { kind: 'backing-off', deadline: notBefore } }
  return { ...rest, state: { kind: 'settled' } }
}
