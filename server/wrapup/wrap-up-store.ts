import PQueue from 'p-queue'
import type { Writes } from '../disk/writes.ts'
import type { Store } from '../store/store.ts'
import type { WrapUpRow } from '../store/tables.ts'
import { keyOf, nameOf } from './wrap-up-key.ts'
import type { WrapUpKey } from './wrap-up-key.ts'

/** What a failing disk has not taken yet is kept in memory, and read from there. */
export interface WrapUpStore {
  /**
   * False when after-call work of this part of the agent exists already, or is open. An agent who comes back into a call
   * starts again.
   */
  insert(row: WrapUpRow): Promise<boolean>
  find(key: WrapUpKey): Promise<WrapUpRow | null>
  /** Not completed yet, of one agent or of all; the oldest first. */
  open(identity?: string): Promise<readonly WrapUpRow[]>
  update(key: WrapUpKey, values: Partial<WrapUpRow>): Promise<void>
  /** Completed by the agent, while the Task is still open. */
  unclosed(): Promise<readonly WrapUpRow[]>
}

export function createWrapUpStore(store: Store, writes: Writes): WrapUpStore {
  const unwritten = new Map<string, WrapUpRow>()
  /** A change reads the row first, and nothing else may change it in between. */
  const queue = new PQueue({ concurrency: 1 })

  async function find({ callId, identity }: WrapUpKey): Promise<WrapUpRow | null> {
    const waiting = unwritten.get(nameOf({ callId, identity }))
    if (waiting !== undefined) return waiting
    const query = store
      .selectFrom('wrap_ups')
      .selectAll()
      .where('call_id', '=', callId)
      .where('identity', '=', identity)
    return (await query.executeTakeFirst()) ?? null
  }

  async function put(row: WrapUpRow): Promise<void> {
    const name = nameOf(keyOf(row))
    unwritten.set(name, row)
    await writes.put(`after-call work ${name}`, async () => {
      await store
        .insertInto('wrap_ups')
        .values(row)
        .onConflict((conflict) => conflict.columns(['call_id', 'identity']).doUpdateSet(row))
        .execute()
      if (unwritten.get(name) === row) unwritten.delete(name)
    })
  }

  /** The rows as if everything were written. */
  function withUnwritten(rows: readonly WrapUpRow[], wanted: (row: WrapUpRow) => boolean) {
    const written = rows.filter((row) => !unwritten.has(nameOf(keyOf(row))))
    return [...written, ...[...unwritten.values()].filter(wanted)].toSorted(
      (a, b) => a.started_at - b.started_at,
    )
  }

  return {
    insert: (row) =>
      queue.add(async () => {
        const before = await find(keyOf(row))
        const again = before?.party_id === row.party_id || before?.completed_at === null
        if (before !== null && again) return false
        await put(row)
        return true
      }),
    find,
    async open(identity) {
      let query = store.selectFrom('wrap_ups').selectAll().where('completed_at', 'is', null)
      if (identity !== undefined) query = query.where('identity', '=', identity)
      const isTheirs = (row: WrapUpRow) => identity === undefined || row.identity === identity
      return withUnwritten(
        await query.execute(),
        (row) => row.completed_at === null && isTheirs(row),
      )
    },
    update: (key, values) =>
      queue.add(async () => {
        const row = await find(key)
        if (row !== null) await put({ ...row, ...values })
      }),
    async unclosed() {
      const rows = await store
        .selectFrom('wrap_ups')
        .selectAll()
        .where('completed_at', 'is not', null)
        .where('task_closed', '=', 0)
        .execute()
      return withUnwritten(rows, (row) => row.completed_at !== null && row.task_closed === 0)
    },
  }
}

/** The calls with open after-call work, or with a Task that is still open. */
export async function callsWithWork(store: WrapUpStore): Promise<ReadonlySet<string>> {
  const rows = [...(await store.open()), ...(await store.unclosed())]
  return new Set(rows.map((row) => row.call_id))
}
