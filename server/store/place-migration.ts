import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { z } from 'zod'

/*
 * Customers used to wait in Twilio's own queue, and now wait in a Conference. Who waits while the program is replaced is
 * moved there. A row that cannot be read stays as it is.
 */

const leg = z.looseObject({ partyId: z.string(), callSid: z.string().nullable() })
const before = z.looseObject({
  queuedAt: z.number(),
  customer: z.looseObject({ callSid: z.string().nullable() }),
  spentReservations: z.array(z.string()),
  endedLegs: z.array(z.string()),
  tasks: z.array(z.looseObject({ partyId: z.string() })),
  phase: z.looseObject({
    kind: z.string(),
    leg: leg.optional(),
    reservation: z.looseObject({ reservationSid: z.string(), leg }).optional(),
    operation: z.looseObject({ kind: z.string() }).optional(),
  }),
})
type Before = z.infer<typeof before>
type Effect = Readonly<Record<string, unknown>>

const WAITED = new Set(['queued', 'reserved', 'accepting', 'connecting', 'retrieving'])
/** What the queue alone needed. */
const DROPPED = new Set(['move-caller', 'requeue-caller', 'ring-agent', 'accept-reservation'])

export async function moveIntoPlaces(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ call_id: string; state: string; pending: string }>`
    SELECT call_id, state, pending FROM calls`.execute(db)
  for (const { call_id: callId, state, pending } of rows) {
    const moved = move(state, pending)
    if (moved === null) continue
    await sql`
      UPDATE calls SET state = ${moved.state}, pending = ${moved.pending}
      WHERE call_id = ${callId}`.execute(db)
  }
}

function move(state: string, pending: string): { state: string; pending: string } | null {
  try {
    const call = before.parse(JSON.parse(state))
    const left = z.array(z.looseObject({ kind: z.string() })).parse(JSON.parse(pending))
    const kept = left.filter(({ kind }) => !DROPPED.has(kind))
    const { call: now, effects } = WAITED.has(call.phase.kind)
      ? waitInPlace(call)
      : { call: withoutRequeue(call), effects: [] }
    return { state: JSON.stringify(now), pending: JSON.stringify([...kept, ...effects]) }
  } catch {
    return null
  }
}

function waitInPlace(call: Before): { call: unknown; effects: readonly Effect[] } {
  const { phase, customer, tasks } = call
  const agent = phase.reservation?.leg ?? phase.leg
  const ended = agent?.callSid ?? null
  const spent = phase.reservation?.reservationSid
  const own = tasks.find(({ partyId }) => partyId === agent?.partyId)
  return {
    call: {
      ...call,
      place: 1,
      conferenceSid: null,
      endedLegs: ended === null ? call.endedLegs : [...call.endedLegs, ended],
      spentReservations:
        spent === undefined ? call.spentReservations : [...call.spentReservations, spent],
      tasks: tasks.map((task) => (task === own ? complete(task) : task)),
      phase: { kind: 'queued', since: call.queuedAt, placed: false },
    },
    effects: [
      ...(customer.callSid === null
        ? []
        : [{ kind: 'place-customer', callSid: customer.callSid, place: 1 }]),
      ...(ended === null ? [] : [{ kind: 'end-leg', callSid: ended }]),
      ...(own === undefined
        ? []
        : [
            {
              kind: 'complete-reservation',
              taskSid: own['taskSid'],
              reservationSid: own['reservationSid'],
            },
          ]),
    ],
  }
}

function complete(task: Before['tasks'][number]) {
  return { ...task, due: 'completed' }
}

/** A reading shows where the customer is. */
function withoutRequeue(call: Before): unknown {
  if (call.phase.operation?.kind !== 'requeue') return call
  return { ...call, phase: { ...call.phase, operation: { kind: 'none' } } }
}
