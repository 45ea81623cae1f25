import type { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { callEffect } from '../calls/model/call-effect.ts'
import { callSchema } from '../calls/model/call.ts'
import { transition } from '../calls/phases/transition.ts'
import { renameCallWords } from './call-words-migration.ts'
import { joinFlagStates } from './flag-migration.ts'
import { moveIntoPlaces } from './place-migration.ts'
import { openStore } from './store.ts'
import { readOldCalls, withoutLaterFields } from './testing/read-old-calls.ts'
import type { Store } from './store.ts'

const old = z.object({
  call: z.looseObject({
    phase: z.looseObject({ kind: z.string() }),
    customer: z.looseObject({ callSid: z.string().nullable() }),
  }),
  pending: z.array(z.looseObject({ kind: z.string() })),
})
type Old = z.infer<typeof old>

/** Calls of each phase, as an earlier version wrote them. */
const before = readOldCalls('014', old)
const WAITED = new Set(['queued', 'offered', 'accepting', 'connecting', 'taking-back'])
/** What nobody can do any more. */
const DROPPED = new Set<string>([
  'move-caller',
  'requeue-caller',
  'ring-agent',
  'accept-reservation',
])

let store: Store
beforeEach(async () => {
  store = await openStore(':memory:')
})
afterEach(() => store.destroy())

async function put(state: string, pending = '[]'): Promise<void> {
  const row = { call_id: 'a', customer_call_sid: null, live: 1, updated_at: 9, pending, state }
  await store.replaceInto('calls').values(row).execute()
}

const read = () => store.selectFrom('calls').select(['state', 'pending']).executeTakeFirstOrThrow()

/** The call as the version before this one had it, and as it is now. */
async function migrate({ call, pending }: Old, change = (state: string) => state) {
  await put(change(JSON.stringify(call)), JSON.stringify(pending))
  // A migration knows no tables by their types.
  const db = store as unknown as Kysely<unknown>
  await renameCallWords(db)
  await joinFlagStates(db)
  const was = await read()
  await moveIntoPlaces(db)
  const row = await read()
  return {
    was: old.shape.call.parse(JSON.parse(was.state)),
    toDo: old.shape.pending.parse(JSON.parse(was.pending)),
    row: z.looseObject({}).parse(JSON.parse(row.state)),
    call: callSchema.parse(JSON.parse(row.state)),
    effects: z.array(callEffect).parse(JSON.parse(row.pending)),
  }
}

function find(kind: string, has: (call: Old['call']) => boolean = () => true): Old {
  const found = before.find(({ call }) => call.phase.kind === kind && has(call))
  if (found === undefined) throw new Error(`no ${kind}`)
  return found
}

const numbered = before.map((each, index) => [index, each.call.phase.kind, each] as const)

describe('a caller who waited in the queue', () => {
  it.each(numbered.filter(([, kind]) => WAITED.has(kind)))(
    '%i, %s, is moved to where they wait now',
    async (_, __, each) => {
      const { call, row, effects } = await migrate(each)
      const { callSid } = each.call.customer
      expect(call).toMatchObject({
        place: 1,
        conferenceSid: null,
        phase: { kind: 'queued', placed: false },
      })
      expect(withoutLaterFields(call)).toEqual(row)
      expect(effects).toContainEqual({ kind: 'place-customer', callSid, place: 1 })
      // Then they get a Task, and are chosen for as if they had just called.
      const placed = transition(call, { kind: 'customer-placed', place: 1 }, call.queuedAt)
      expect(placed.effects).toEqual([{ kind: 'create-queue-task', queuing: call.queuings + 1 }])
    },
  )

  it.each<[string, string | null, readonly string[]]>([
    ['offered', null, ['WR1']],
    ['accepting', 'CA-agent', ['WR1']],
    ['connecting', 'CA-agent', []],
    ['taking-back', null, []],
  ])('and an agent who knew of them (%s) is free again', async (kind, leg, spent) => {
    const { call, effects } = await migrate(find(kind))
    const ended = leg === null ? [] : [{ kind: 'end-leg', callSid: leg }]
    expect(effects.filter((effect) => effect.kind === 'end-leg')).toEqual(ended)
    expect(call.endedLegs).toEqual(expect.arrayContaining(ended.map(({ callSid }) => callSid)))
    expect(call.spentReservations).toEqual(spent)
  })

  it('and whose agent had accepted: the Task of that agent ends', async () => {
    const ref = { taskSid: 'WT1', reservationSid: 'WR1' }
    const own = { partyId: 'agent_WR1', identity: 'ada', ...ref, accepted: true, due: null }
    const { call, pending } = find('connecting')
    const { call: now, effects } = await migrate({ call: { ...call, tasks: [own] }, pending })
    expect(effects).toContainEqual({ kind: 'complete-reservation', ...ref })
    expect(now.tasks).toMatchObject([{ partyId: 'agent_WR1', due: 'completed' }])
  })
})

describe('a call in which nobody waited', () => {
  it.each(numbered.filter(([, kind]) => !WAITED.has(kind)))(
    '%i, %s, stays as it was, in the Conference that it has',
    async (_, __, each) => {
      const { was, row, call, effects } = await migrate(each)
      // A reading shows where a customer is who was on the way to a queue.
      const requeued = JSON.stringify(was.phase['operation'] ?? null).includes('"requeue"')
      const phase = requeued ? { ...was.phase, operation: { kind: 'none' } } : was.phase
      expect(row).toEqual({ ...was, phase })
      expect(call.place).toBe(0)
      expect(effects.map(({ kind }) => kind)).not.toContain('place-customer')
    },
  )
})

describe('what was still to be done', () => {
  it.each(numbered.filter(([, , { pending }]) => pending.length > 0))(
    'at call %i, %s, is still done, except what only the queue needed',
    async (_, __, each) => {
      const { toDo, effects } = await migrate(each)
      const kept = toDo.filter(({ kind }) => !DROPPED.has(kind))
      expect(effects.slice(0, kept.length)).toMatchObject(kept)
      expect(effects.filter(({ kind }) => DROPPED.has(kind))).toEqual([])
    },
  )
})

it('a call that cannot be read stays as it is', async () => {
  await put('{"phase":')
  await moveIntoPlaces(store as unknown as Kysely<unknown>)
  expect(await read()).toEqual({ state: '{"phase":', pending: '[]' })
})
