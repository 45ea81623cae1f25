import type { ClockPort } from '../../ports/clock-port.ts'
import { steadyNow } from '../../steady-now.ts'

export const clock: ClockPort = {
  now: steadyNow,
  wall: () => Date.now(),
  every(milliseconds, listener) {
    const ticks = new Worker(new URL('./ticks.worker.ts', import.meta.url), { type: 'module' })
    ticks.addEventListener('message', listener)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
    ticks.postMessage(milliseconds)
    return () => ticks.terminate()
  },
  after(milliseconds, listener) {
    const timer = setTimeout(listener, milliseconds)
    return () => clearTimeout(timer)
  },
}
