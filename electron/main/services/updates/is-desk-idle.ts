import type { DeskStatus } from '../../../contract/desk.ts'

/**
 * Whether the program may restart now without an interruption: nothing rings, there is no call, and none can come,
 * because nobody is signed in or the activity takes no calls. After-call work counts as available, because its
 * activity is.
 */
export function isDeskIdle(desk: DeskStatus, ringing: number): boolean {
  if (ringing > 0 || desk.call !== null) return false
  if (!desk.signedIn) return true
  const busyIn = [desk.current, desk.pending].filter((sid) => sid !== null)
  const known = busyIn.map((sid) => desk.activities.find((activity) => activity.sid === sid))
  return known.length > 0 && known.every((activity) => activity?.available === false)
}
