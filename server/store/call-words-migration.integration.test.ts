import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { callEffect } from '../calls/model/call-effect.ts'
import { callSchema } from '../calls/model/call.ts'
import { renameCallWords } from './call-words-migration.ts'
import { openStore } from './store.ts'
import { readOldCalls } from './testing/read-old-calls.ts'
import type { Store } from './store.ts'

const old = z.object({
  call: z.looseObject({ callId: z.string(), phase: z.looseObject({ kind: z.string() }) }),
  pending: z.array(z.looseObject({ kind: z.string() })),
})

/** Calls as the version before wrote them: each phase, transfers and mergers under way, and each effect. */
const before = readOldCalls('014', old)

let store: Store
beforeEach(async () => {
  store = await openStore(':memory:')
})
afterEach(() => store.destroy())

async function migrate(state: string, pending: string) {
  const row = { call_id: 'a', customer_call_sid: null, live: 1, updated_at: 9, pending, state }
  await store.insertInto('calls').values(row).execute()
  await renameCallWords(store as unknown as Kysely<unknown>)
  return store.selectFrom('calls').select(['state', 'pending']).executeTakeFirstOrThrow()
}

/** Every number, text and truth value in it, in order: what a change of names may not touch. */
function values(json: unknown): readonly unknown[] {
  if (typeof json !== 'object' || json === null) return [json]
  return Object.values(json).flatMap(values)
}

const KINDS: Readonly<Record<string, string>> = {
  offered: 'reserved',
  'taking-back': 'retrieving',
  'read-back': 'read-call',
  record: 'write-history',
  'hand-over': 'request-adoption',
  'tell-merge': 'report-merge',
}
const renamed = (kind: string) => KINDS[kind] ?? kind

describe('a call of the version before', () => {
  it.each(before.map((each, index) => [index, each.call.phase.kind, each] as const))(
    '%i, %s, is read in the new words, with the same values',
    async (_, kind, { call, pending }) => {
      const row = await migrate(JSON.stringify(call), JSON.stringify(pending))
      const { phase, ...rest } = call
      const { phase: phaseNow, ...restNow } = z
        .looseObject({ phase: z.looseObject({ kind: z.string() }) })
        .parse(JSON.parse(row.state))
      expect(phaseNow.kind).toBe(renamed(kind))
      expect(values(restNow)).toEqual(values(rest))
      const { operation, ...partsNow } = phaseNow
      const { transfer = null, queueing = null, merging = null, ...parts } = phase
      expect(values({ ...partsNow, kind })).toEqual(values(parts))
      const under = Object.entries({ transfer, requeue: queueing, merge: merging }).filter(
        ([, each]) => each !== null,
      )
      expect(under.length).toBeLessThan(2)
      const [[name, was] = ['none', null]] = under
      const wanted = was === null ? [name] : [name, ...values(was)]
      expect(values(operation)).toEqual(kind === 'active' ? wanted : [undefined])
      const effects = z.array(z.looseObject({ kind: z.string() })).parse(JSON.parse(row.pending))
      expect(effects.map((effect) => effect.kind)).toEqual(
        pending.map((effect) => renamed(effect.kind)),
      )
    },
  )

  it('covers every phase and every effect that this version still knows', () => {
    const phases = before.map(({ call }) => renamed(call.phase.kind))
    const effects = before.flatMap(({ pending }) => pending.map((one) => renamed(one.kind)))
    const known = [
      ...callSchema.shape.phase.options.map(({ shape }) => shape.kind.value),
      ...callEffect.options.map(({ shape }) => shape.kind.value),
    ]
    const later = ['returning', 'place-customer', 'create-queue-task', 'announce-moment']
    const missing = known.filter((kind) => ![...phases, ...effects, ...later].includes(kind))
    expect(missing).toEqual([])
  })

  it('that cannot be read stays as it is', async () => {
    const row = await migrate('{"phase":', '[]')
    expect(row.state).toBe('{"phase":')
  })

  it('is not renamed twice', async () => {
    const [first] = before
    const once = await migrate(JSON.stringify(first?.call), JSON.stringify(first?.pending))
    await renameCallWords(store as unknown as Kysely<unknown>)
    const twice = await sql<typeof once>`SELECT state, pending FROM calls`.execute(store)
    expect(twice.rows).toEqual([once])
  })
})
