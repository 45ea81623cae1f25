/** `after`, plain data, with each part that equals its part in `before` replaced by that object. */
export function keepSame<Value>(before: unknown, after: Value): Value
export function keepSame(before: unknown, after: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(after)) {
    const items = after.map((item, index): unknown => keepSame(before[index], item))
    const same =
      items.length === before.length && items.every((item, index) => item === before[index])
    return same ? before : items
  }
  if (!isRecord(before) || !isRecord(after)) return after
  const keys = Object.keys(after)
  const items = Object.fromEntries(keys.map((key) => [key, keepSame(before[key], after[key])]))
  const same =
    keys.length === Object.keys(before).length &&
    keys.every((key) => key in before && Object.is(items[key], before[key]))
  return same ? before : items
}

/** A Map, a class's object or a function is taken as it is. */
function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  )
}
