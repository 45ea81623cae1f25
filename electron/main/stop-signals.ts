/** The program ends after this time even if a window stays open. */
const TIMEOUT_MS = 3_000

export const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

interface StopDeps {
  readonly process: { on(signal: (typeof stopSignals)[number], listener: () => void): unknown }
  readonly app: { quit(): void; exit(code: number): void }
  after(milliseconds: number, run: () => void): unknown
}

/**
 * Quits on a stop signal. Without this, Chromium’s own handlers crash when Node runs beside it. The returned function
 * says whether a signal has come: then no question is asked.
 */
export function quitOnSignals({ process, app, after }: StopDeps): () => boolean {
  let stopping = false
  function stop(): void {
    // One Ctrl-C may arrive twice: from the terminal and from the launcher.
    if (stopping) return
    stopping = true
    app.quit()
    after(TIMEOUT_MS, () => app.exit(0))
  }
  for (const signal of stopSignals) process.on(signal, stop)
  return () => stopping
}
