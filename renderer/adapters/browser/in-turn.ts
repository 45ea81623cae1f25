/** One at a time over all windows of this origin, through the browser's own locks. */
export function inTurn<Value>(task: () => Promise<Value>): Promise<Value> {
  // Absent on plain http outside of this machine, where a softphone has no microphone either.
  if (!('locks' in navigator)) return task()
  return navigator.locks.request('cordboard-session', task) as Promise<Value>
}
