import type { DeskStatus } from '../../../contract/desk.ts'

/**
 * Whether the program may end now without anybody missing it: nothing rings, nobody talks, and no call can
 * come, because nobody is signed in or the agent is in an activity without calls. After-call work counts as
 * being available: its activity is.
 */
export function isDeskIdle(desk: DeskStatus, ringing: number): boolean {
  if (ringing > 0 || desk.call !== null) return false
  if (!desk.signedIn) return true
  const busyIn = [desk.current, desk.pending].filter((sid) => sid !== null)
  const known = busyIn.map((sid) => desk.activities.find((activity) => activity.sid === sid))
  return known.length > 0 && known.every((activity) => activity?.available === false)
}
