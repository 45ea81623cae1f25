import type { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { callSchema, getParties } from '../calls/model/call.ts'
import {
  getFlagDeadline,
  getRequested,
  isBackingOff,
  isPending,
} from '../calls/model/confirmable.ts'
import type { Flag } from '../calls/model/confirmable.ts'
import { joinFlagStates } from './flag-migration.ts'
import { openStore } from './store.ts'
import { readOldCalls, withoutLaterFields } from './testing/read-old-calls.ts'
import type { Store } from './store.ts'

const flag = z.strictObject({
  requested: z.boolean(),
  confirmed: z.boolean(),
  since: z.number(),
  requestNumber: z.number(),
  overlaps: z.boolean(),
  deadline: z.number().nullable(),
  sequence: z.number(),
  owedUntil: z.number(),
  notBefore: z.number().nullable(),
})
const old = z.looseObject({
  phase: z.looseObject({ parties: z.array(z.looseObject({ hold: flag, mute: flag })) }),
})
type OldFlag = z.infer<typeof flag>

/** Calls as the version before wrote them: hold and mute settled, requested, overlapping and refused. */
const before = readOldCalls('016', old)

let store: Store
beforeEach(async () => {
  store = await openStore(':memory:')
})
afterEach(() => store.destroy())

async function migrate(state: string): Promise<string> {
  const row = { call_id: 'a', customer_call_sid: null, live: 1, updated_at: 9, pending: '[]' }
  await store
    .replaceInto('calls')
    .values({ ...row, state })
    .execute()
  // A migration knows no tables by their types.
  await joinFlagStates(store as unknown as Kysely<unknown>)
  return (await store.selectFrom('calls').select('state').executeTakeFirstOrThrow()).state
}

/** What the code before read out of its two instants. */
function readOld({ requested, overlaps, deadline, notBefore, ...rest }: OldFlag) {
  return {
    ...rest,
    requested,
    pending: deadline !== null,
    overlaps: deadline !== null && overlaps,
    backingOff: notBefore !== null,
    deadline: deadline ?? notBefore,
  }
}

function readNew(now: Flag) {
  const { state, ...rest } = now
  return {
    ...rest,
    requested: getRequested(now),
    pending: isPending(now),
    overlaps: state.kind === 'requested' && state.overlaps,
    backingOff: isBackingOff(now),
    deadline: getFlagDeadline(now),
  }
}

function withoutFlags(call: unknown): unknown {
  const isFlag = (key: string) => key === 'hold' || key === 'mute'
  const rest = JSON.stringify(call, (key, value: unknown) => (isFlag(key) ? undefined : value))
  return JSON.parse(rest)
}

describe('a call of the version before', () => {
  it.each(before.map((call, index) => [index, call] as const))(
    '%i keeps what it said of hold and mute, and everything else',
    async (_, call) => {
      const row: unknown = JSON.parse(await migrate(JSON.stringify(call)))
      const now = callSchema.parse(row)
      // Nothing is lost, and nothing else is filled in by a default.
      expect(withoutLaterFields(now)).toEqual(row)
      const flags = getParties(now.phase).map(({ hold, mute }) => [hold, mute].map(readNew))
      expect(flags).toEqual(call.phase.parties.map(({ hold, mute }) => [hold, mute].map(readOld)))
      expect(withoutFlags(withoutLaterFields(now))).toEqual(withoutFlags(call))
    },
  )

  it('covers every state', () => {
    const flags = before.flatMap(({ phase }) => phase.parties.map(({ hold }) => readOld(hold)))
    const states = flags.map(({ requested, confirmed, pending, overlaps, backingOff }) => ({
      requested,
      confirmed,
      state: backingOff ? 'backing-off' : pending ? (overlaps ? 'overlaps' : 'requested') : '',
    }))
    expect(states).toEqual(
      expect.arrayContaining([
        { requested: false, confirmed: false, state: '' },
        { requested: true, confirmed: true, state: '' },
        { requested: true, confirmed: false, state: 'requested' },
        { requested: false, confirmed: false, state: 'overlaps' },
        { requested: false, confirmed: true, state: 'overlaps' },
        { requested: false, confirmed: false, state: 'backing-off' },
        { requested: true, confirmed: true, state: 'backing-off' },
      ]),
    )
  })

  it('that cannot be read stays as it is', async () => {
    expect(await migrate('{"phase":')).toBe('{"phase":')
  })

  it('is not changed twice', async () => {
    const once = await migrate(JSON.stringify(before[1]))
    expect(await migrate(once)).toBe(once)
  })
})
