import { badRequest } from '../../http/rest-error.ts'

/** What a list can be ordered by. */
type Keys<T> = Readonly<Record<string, (record: T) => number>>

/**
 * Orders a list as its `Ordering` parameter says, `DateCreated:desc,Priority:asc`; without one it stays as it is.
 * Throws 400 for a key that the list does not have. Docs: taskrouter/api/task, worker, task-queue (Ordering).
 */
export function inOrder<T>(
  records: readonly T[],
  ordering: string | undefined,
  keys: Keys<T>,
): readonly T[] {
  const wanted = (ordering ?? '')
    .split(',')
    .filter((part) => part !== '')
    .map((part) => readKey(part, keys))
  return records.toSorted((a, b) => {
    for (const { valueOf, sign } of wanted) {
      const order = valueOf(a) - valueOf(b)
      if (order !== 0) return order * sign
    }
    return 0
  })
}

function readKey<T>(part: string, keys: Keys<T>): { valueOf: (record: T) => number; sign: 1 | -1 } {
  const [name = '', direction = 'asc'] = part.trim().split(':')
  const valueOf = Object.hasOwn(keys, name) ? keys[name] : undefined
  if (valueOf === undefined || !/^(?:asc|desc)$/i.test(direction)) {
    throw badRequest(`Invalid parameter Ordering: ${part}`)
  }
  return { valueOf, sign: direction.toLowerCase() === 'desc' ? -1 : 1 }
}
