/** A window that does not close within this time is left behind. */
const TIMEOUT_MS = 3_000

export const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

interface StopDeps {
  readonly process: { on(signal: (typeof stopSignals)[number], listener: () => void): unknown }
  readonly app: { quit(): void; exit(code: number): void }
  after(milliseconds: number, run: () => void): unknown
}

/**
 * Quits when whoever started the program stops it. Chromium's own handlers end in a crash once Node runs
 * beside it. Gives whether such a signal has come: then nobody is to be asked whether to stay.
 */
export function quitOnSignals({ process, app, after }: StopDeps): () => boolean {
  let stopping = false
  function stop(): void {
    // One Ctrl-C may come by the terminal and by the launcher.
    if (stopping) return
    stopping = true
    app.quit()
    after(TIMEOUT_MS, () => app.exit(0))
  }
  for (const signal of stopSignals) process.on(signal, stop)
  return () => stopping
}
