/** Objects and arrays inside each other: much deeper ones can be read as JSON, but not written again. */
const DEEPEST = 100

/** Whether what somebody sent is nested too deeply to be kept. */
export function isDeepJson(json: unknown): boolean {
  // Level by level, because a recursion is what it protects.
  let level = [json]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? Object.values(each) : [],
    )
  }
  return false
}
