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

/** What an error of node:sqlite says about the disk; null for any other error. */
export function diskFailureOf(error: unknown): DiskFailure | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null
  const { errcode } = error
  // The extended codes have the primary one in their lowest byte.
  return typeof errcode === 'number' ? (FAILURES.get(errcode & 0xff) ?? null) : null
}

/** What was read, or `otherwise` while the disk cannot be read: for what must be answered either way. */
export async function readOr<Value>(reading: Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await reading
  } catch (error) {
    if (diskFailureOf(error) === null) throw error
    return otherwise
  }
}
