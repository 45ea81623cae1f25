import type { Store } from './store.ts'

/** Which start of a server on this store it is, from 1 on. Counted on the disk: no clock has a say in it. */
export async function countRun(store: Store): Promise<number> {
  const row = await store
    .insertInto('server_runs')
    .values({ one: 1, runs: 1 })
    .onConflict((conflict) =>
      conflict.column('one').doUpdateSet((column) => ({
        runs: column('server_runs.runs', '+', 1),
      })),
    )
    .returning('runs')
    .executeTakeFirstOrThrow()
  return row.runs
}

/** The latest instant that an earlier run has written down, in its own time; 0 for none. */
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
