import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { wrapUpDraft } from '../../../server/contract/wrap-up-draft.ts'

/** The completed wrap-ups as they stand in the server's SQLite file, read past the server. */
export function storedWrapUps(dataFolder: string): { disposition: string | null; notes: string }[] {
  const file = readdirSync(dataFolder).find((name) => name.endsWith('.sqlite'))
  if (!file) throw new Error(`No SQLite file in ${dataFolder}.`)
  const database = new DatabaseSync(join(dataFolder, file), { readOnly: true })
  try {
    const rows = database
      .prepare(
        'select disposition, draft from wrap_ups where completed_at is not null order by completed_at',
      )
      .all()
    return rows.map((row) => ({
      disposition: row['disposition'] === null ? null : String(row['disposition']),
      notes: wrapUpDraft.parse(JSON.parse(String(row['draft']))).notes,
    }))
  } finally {
    database.close()
  }
}
