import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { succeed, fail } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import { diskFailureOf } from '../disk/disk-failure.ts'
import { StartFailure } from '../start-failure.ts'
import { makePrivateFile } from './files/private-files.ts'
import { writeWhole } from './files/write-whole.ts'

/** Who has the database, for a person who looks for them. */
const holder = z.object({
  host: z.string(),
  pid: z.number(),
  /** ISO 8601, on the wall clock. */
  since: z.string(),
  /** Where the server listens. */
  address: z.string(),
})
export type Holder = z.infer<typeof holder>

/** This process has the database. */
export interface DatabaseHold {
  /** Writes down where the server really listens. */
  setAddress(address: string): void
  release(): void
}

/** How long the next server waits for one that is ending, ms. */
const TIMEOUT_MS = 2000

/**
 * Takes the database in `folder` for this process, or says who has it. The lock is SQLite's, on a file of its own. The system
 * frees it when the process ends, however it ends, so no stale lock is ever left. A file beside it says who holds it.
 */
export function holdDatabase(
  folder: string,
  { since, address }: Pick<Holder, 'since' | 'address'>,
): Result<DatabaseHold, Holder | null> {
  const path = join(folder, 'cordboard.lock')
  const note = join(folder, 'cordboard.holder.json')
  makePrivateFile(path)
  const lock = new DatabaseSync(path, { timeout: TIMEOUT_MS })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (diskFailureOf(error) === 'locked') return fail(readHolder(note))
    throw error
  }
  function setAddress(where: string): void {
    const self: Holder = { host: hostname(), pid: process.pid, since, address: where }
    writeWhole(note, JSON.stringify(self))
  }
  setAddress(address)
  return succeed({
    setAddress,
    release() {
      if (lock.isOpen) lock.close()
    },
  })
}

export function databaseHeldFailure(folder: string, who: Holder | null): StartFailure {
  const server =
    who === null
      ? 'another server'
      : `another server: process ${who.pid} on ${who.host}, at ${who.address}, since ${who.since}`
  return new StartFailure(
    'database-held',
    `The data folder ${folder} is in use by ${server}. Two servers on one database would both command the same calls. Stop that one, or give this one a folder of its own in CORDBOARD_DATA.`,
  )
}

function readHolder(note: string): Holder | null {
  try {
    return holder.parse(JSON.parse(readFileSync(note, 'utf8')))
  } catch {
    return null
  }
}
