import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** A draft becomes one JSON column, so that a new field of after-call work needs no new column. */
export async function keepDraftsAsJson(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('wrap_ups')
    .addColumn('draft', 'text', (column) => column.notNull().defaultTo('{}'))
    .execute()
  await sql`
    UPDATE wrap_ups
    SET draft = json_object('dispositionId', draft_disposition, 'notes', draft_notes)`.execute(db)
  await db.schema.alterTable('wrap_ups').dropColumn('draft_disposition').execute()
  await db.schema.alterTable('wrap_ups').dropColumn('draft_notes').execute()
}
