import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { makePrivateFile, makePrivateFolder } from './private-files.ts'

/** How many copies of the database are kept, the newest. */
const KEPT = 3

/** A copy of the whole database from before an update. */
export interface Copy {
  readonly path: string
  /** The newest migration that it has. */
  readonly schema: string
  /** On the wall clock, ms. */
  readonly at: number
}

const NAME = /^cordboard-(?<at>\d{13})-(?<schema>\d{3}-[a-z0-9-]+)\.sqlite$/

function copiesFolder(folder: string): string {
  return join(folder, 'copies')
}

/** The copies in a data folder, the newest first. */
export function listCopies(folder: string): readonly Copy[] {
  const within = copiesFolder(folder)
  if (!existsSync(within)) return []
  return readdirSync(within)
    .flatMap((name) => {
      const { at, schema } = NAME.exec(name)?.groups ?? {}
      return at === undefined || schema === undefined
        ? []
        : [{ path: join(within, name), schema, at: Number(at) }]
    })
    .toSorted((one, other) => other.at - one.at)
}

/** Copies a database, whole and checked by SQLite itself, and deletes the oldest copies. Throws on a full disk. */
export function makeCopy(
  database: DatabaseSync,
  { folder, schema, at }: { readonly folder: string; readonly schema: string; readonly at: number },
): void {
  const within = copiesFolder(folder)
  makePrivateFolder(within)
  const path = join(within, `cordboard-${String(at).padStart(13, '0')}-${schema}.sqlite`)
  const unfinished = `${path}.new`
  rmSync(unfinished, { force: true })
  try {
    makePrivateFile(unfinished)
    // SQLite accepts an empty file. The copy is on the disk when this returns.
    database.prepare('VACUUM INTO ?').run(unfinished)
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
  for (const { path: old } of listCopies(folder).slice(KEPT)) rmSync(old, { force: true })
}
