import { badRequest } from '../../http/rest-error.ts'

/**
 * Sorts as `Ordering` asks: `DateCreated:desc,Priority:asc`. `keys` are those that the resource has; another is 400.
 * What is equal keeps its order. Docs: taskrouter/api/task, worker, task-queue (Ordering).
 */
export function ordered<T>(
  records: readonly T[],
  ordering: string | undefined,
  keys: Readonly<Record<string, (record: T) => number>>,
): readonly T[] {
  if (ordering === undefined || ordering === '') return records
  const rules = ordering.split(',').map((part) => {
    const [name = '', direction = 'asc'] = part.trim().split(':')
    const valueOf = keys[name]
    if (valueOf === undefined) throw badRequest(`Invalid parameter Ordering: no key ${name}`)
    return { valueOf, sign: direction.toLowerCase() === 'desc' ? -1 : 1 }
  })
  return records.toSorted((a, b) => {
    for (const { valueOf, sign } of rules) {
      const difference = (valueOf(a) - valueOf(b)) * sign
      if (difference !== 0) return difference
    }
    return 0
  })
}
