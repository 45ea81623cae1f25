import { diskFailureOf } from './disk-failure.ts'

/** What was read; `otherwise` while the disk cannot be read. For what must be answered either way. */
export async function readOr<Value>(reading: Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await reading
  } catch (error) {
    if (diskFailureOf(error) === null) throw error
    return otherwise
  }
}
