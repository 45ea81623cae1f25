import type { Store } from './store.ts'

/** The number of the next start of a server on this store, from 1 on. It is counted on the disk, and depends on no clock. */
export async function nextRun(store: Store): Promise<number> {
  const row = await store.selectFrom('server_runs').select('runs').executeTakeFirst()
  return (row?.runs ?? 0) + 1
}

export async function saveRun(store: Store, runs: number): Promise<void> {
  await store.replaceInto('server_runs').values({ one: 1, runs }).execute()
}

/** The latest instant that an earlier run has written, in its own time; 0 for none. */
export async function latestInstant(store: Store): Promise<number> {
  const [call, wrapUp] = await Promise.all([
    store
      .selectFrom('calls')
      .select(({ fn }) => fn.max<number | null>('updated_at').as('at'))
      .executeTakeFirst(),
    store
      .selectFrom('wrap_ups')
      .select(({ fn }) => fn.max<number | null>('started_at').as('at'))
      .executeTakeFirst(),
  ])
  return Math.max(call?.at ?? 0, wrapUp?.at ?? 0)
}
