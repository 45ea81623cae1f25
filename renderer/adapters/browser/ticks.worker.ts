/**
 * Ticks. A browser slows the timers of a hidden page down to one a minute, which would end the presence lease. Timers
 * of a worker keep their pace.
 */
interface WorkerScope {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  postMessage(message: null): void
}

// The cast: this file has the page's types and runs as a worker.
const scope = globalThis as unknown as WorkerScope

scope.addEventListener('message', ({ data }) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's has none
  if (typeof data === 'number') setInterval(() => scope.postMessage(null), data)
})
