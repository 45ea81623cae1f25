/** What is wrong with the disk, in words for a log and for `/health`. */
export type DiskFailure = 'locked' | 'read-only' | 'full' | 'unreadable' | 'damaged'

/** SQLite's primary result codes. Docs: sqlite.org/rescode.html */
const FAILURES: ReadonlyMap<number, DiskFailure> = new Map([
  [5, 'locked'],
  [6, 'locked'],
  [8, 'read-only'],
  [10, 'unreadable'],
  [11, 'damaged'],
  [13, 'full'],
  [14, 'unreadable'],
  [23, 'read-only'],
  [26, 'damaged'],
])

/** The failure that this error of node:sqlite tells of; null for one that is no fault of the disk. */
export function diskFailureOf(error: unknown): DiskFailure | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null
  const { errcode } = error
  // The extended codes have the primary one in their lowest byte.
  return typeof errcode === 'number' ? (FAILURES.get(errcode & 0xff) ?? null) : null
}
