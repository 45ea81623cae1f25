import type { Log } from '../log.ts'

const FIRST_WAIT_MS = 200
const MOST_IN_A_ROW = 5
/** A page that has lived so long is well again. */
const WELL_MS = 60_000

/** As much of Electron's WebContents as bringing a page back needs. */
export interface Recoverable {
  on(
    event: 'render-process-gone',
    listener: (
      event: unknown,
      details: { readonly reason: string; readonly exitCode: number },
    ) => void,
  ): unknown
  reload(): void
  isDestroyed(): boolean
}

/**
 * Loads a page anew whose process has died. Each time in a row it waits twice as long; when it dies again
 * and again it is left, and `gaveUp` tells the person.
 */
export function recoverPage(
  page: Recoverable,
  parts: {
    readonly log: Log
    readonly now: () => number
    readonly after: (milliseconds: number, run: () => void) => void
    readonly gaveUp: () => void
  },
): void {
  const { log, now, after, gaveUp } = parts
  let inRow = 0
  let last = -Infinity
  page.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    inRow = now() - last > WELL_MS ? 1 : inRow + 1
    last = now()
    log.error({ reason, exitCode, inRow }, 'page died')
    if (inRow > MOST_IN_A_ROW) return gaveUp()
    after(FIRST_WAIT_MS * 2 ** (inRow - 1), () => {
      if (!page.isDestroyed()) page.reload()
    })
  })
}
