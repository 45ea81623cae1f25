/**
 * Revisions of snapshots: a block of numbers for each run of the server, counted on the disk, and a counter within it. So
 * they grow across a restart whatever the clock says. The blocks begin above the milliseconds since 1970 that were
 * revisions before.
 */
const BLOCK = 1_000_000_000
const FIRST_BLOCK = 10_000

/** `run`: which start of the server it is. Exact up to a million blocks of a thousand million snapshots. */
export function createRevisions(run: number): () => number {
  let last = (FIRST_BLOCK + run) * BLOCK
  return () => {
    last += 1
    return last
  }
}
