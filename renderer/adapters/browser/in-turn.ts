/** One at a time over all windows of this origin, by the browser's locks. */
export function inTurn<Value>(task: () => Promise<Value>): Promise<Value> {
  // Absent on plain http from another machine, where a page has no microphone either.
  if (!('locks' in navigator)) return task()
  return navigator.locks.request('cordboard-session', task) as Promise<Value>
}
