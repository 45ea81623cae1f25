import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readdirSync } from 'node:fs'

const OURS = /^(?:cordboard\.|token-secret|copies$)/

/**
 * Makes a folder that only this user can enter. An existing one becomes private too, unless there are files in it that are not
 * ours: other users may need them. On Windows the folder's access list decides.
 */
export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (readdirSync(path).every((name) => OURS.test(name))) close(path, 0o700)
}

/** Makes a file that only this user can read, or makes an existing one private. */
export function makePrivateFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
  close(path, 0o600)
}

/** A database, and the files that SQLite keeps beside it. SQLite makes later ones as private as the database. */
export function makePrivateDatabase(path: string): void {
  makePrivateFile(path)
  for (const beside of [`${path}-wal`, `${path}-shm`, `${path}-journal`]) {
    if (existsSync(beside)) close(beside, 0o600)
  }
}

function close(path: string, mode: number): void {
  try {
    chmodSync(path, mode)
  } catch (error) {
    // It belongs to another user, who has given us access.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) throw error
  }
}
