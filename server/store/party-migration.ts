import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { z } from 'zod'

/** After-call work belongs to one agent's part in a call, because a transferred call has several. */
export async function createParties(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE wrap_ups RENAME TO wrap_ups_before`.execute(db)
  await db.schema
    .createTable('wrap_ups')
    .addColumn('call_id', 'text', (column) => column.notNull())
    .addColumn('identity', 'text', (column) => column.notNull())
    .addColumn('party_id', 'text', (column) => column.notNull())
    .addColumn('facts', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('deadline', 'bigint', (column) => column.notNull())
    .addColumn('required', 'integer', (column) => column.notNull())
    .addColumn('draft_disposition', 'text')
    .addColumn('draft_notes', 'text', (column) => column.notNull())
    .addColumn('completed_at', 'bigint')
    .addColumn('disposition', 'text')
    .addColumn('task_closed', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('wrap_ups_key', ['call_id', 'identity'])
    .execute()
  await sql`
    INSERT INTO wrap_ups
    SELECT call_id, identity,
      COALESCE((SELECT entry_id FROM history
        WHERE history.call_id = wrap_ups_before.call_id
          AND history.identity = wrap_ups_before.identity
          AND history.outcome = 'answered'), ''),
      facts, started_at, deadline, required, draft_disposition, draft_notes, completed_at,
      disposition, task_closed
    FROM wrap_ups_before`.execute(db)
  await sql`DROP TABLE wrap_ups_before`.execute(db)
  const { rows } = await sql<{ call_id: string; state: string; pending: string }>`
    SELECT call_id, state, pending FROM calls`.execute(db)
  for (const { call_id: callId, state, pending } of rows) {
    const parsed = twoParties.safeParse(JSON.parse(state))
    if (!parsed.success) continue
    const now = JSON.stringify(withParties(parsed.data))
    const left = JSON.stringify(commands.parse(JSON.parse(pending)).filter(isAsBefore))
    await sql`UPDATE calls SET state = ${now}, pending = ${left} WHERE call_id = ${callId}`.execute(
      db,
    )
  }
}

const commands = z.array(z.looseObject({ kind: z.string() }))

/** Commands that mean the same for calls of many parties. A comparison with Twilio replaces the others. */
const AS_BEFORE = new Set([
  'end-leg',
  'accept-reservation',
  'reject-reservation',
  'wrap-reservation',
  'complete-reservation',
  'cancel-task',
  'move-caller',
  'end-conversation',
  'record',
])
const isAsBefore = ({ kind }: { readonly kind: string }) => AS_BEFORE.has(kind)

const leg = z.looseObject({ partyId: z.string(), identity: z.string() })
const phase = z.looseObject({ kind: z.string(), leg: leg.nullish() })
const twoParties = z.looseObject({
  startedAt: z.number(),
  task: z
    .looseObject({
      taskSid: z.string(),
      reservationSid: z.string().nullable(),
      accepted: z.boolean(),
    })
    .nullable(),
  phase,
})

/**
 * A call of two parties as one of many. A live conversation cannot be converted in every detail: it begins as a new one, and is
 * compared with Twilio right after.
 */
function withParties({ task, ...call }: z.infer<typeof twoParties>): object {
  const { kind, leg: agent } = call.phase
  const due = kind === 'ended' ? 'wrapping' : null
  const tasks =
    task === null || !agent
      ? []
      : [{ ...task, partyId: agent.partyId, identity: agent.identity, due }]
  const grown = {
    ...call,
    queuedAt: call.startedAt,
    tasks,
    endedLegs: [],
    leftovers: null,
    asks: 0,
  }
  return { ...grown, handing: null, trouble: null, phase: phaseOf(call) }
}

function phaseOf(call: Pick<z.infer<typeof twoParties>, 'phase' | 'startedAt'>): object {
  const { kind, leg: agent, ...rest } = call.phase
  if (kind === 'ended') return { kind, ...rest, parties: [] }
  if (kind !== 'active' || !agent) return call.phase
  // Customer and agent are still connecting; the comparison with Twilio completes that.
  return { kind: 'connecting', leg: agent, since: rest['since'], deadline: 0 }
}
