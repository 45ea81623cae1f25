import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readdirSync } from 'node:fs'

const OURS = /^(?:cordboard\.|token-secret|copies$)/

/**
 * Makes a folder that only this user can enter. One that was there before is closed to others too, unless something that is
 * not ours is in it: anybody who shares that needs to come in. On Windows the folder's own list decides.
 */
export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (readdirSync(path).every((name) => OURS.test(name))) close(path, 0o700)
}

/** Makes a file that only this user can read, or closes the one that is there. */
export function makePrivateFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
  close(path, 0o600)
}

/** A database, and the files that SQLite keeps beside it: those it makes later are as closed as the database. */
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
    // Another user's, who has let us in: theirs to close.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) throw error
  }
}
