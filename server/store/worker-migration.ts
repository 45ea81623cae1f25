import type { Kysely } from 'kysely'

/** Which Worker is whose. Known from now on by its SID, because its name and attributes can be rewritten with its own token. */
export async function createAgentWorkers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agent_workers')
    .addColumn('identity', 'text', (column) => column.primaryKey())
    .addColumn('worker_sid', 'text', (column) => column.notNull().unique())
    .addColumn('chosen', 'text', (column) => column.notNull())
    .addColumn('written', 'text', (column) => column.notNull())
    .execute()
}
