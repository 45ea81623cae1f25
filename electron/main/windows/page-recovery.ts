import type { Log } from '../log.ts'

const FIRST_WAIT_MS = 200
const MAX_IN_A_ROW = 5
/** A page that has run for this long counts as healthy. */
const STABLE_AFTER_MS = 60_000

/** The part of Electron’s WebContents that is used. */
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
 * Reloads a page whose process has crashed. Each time in a row it waits twice as long. After too many it stops, and
 * `onGiveUp` informs the person.
 */
export function recoverPage(
  page: Recoverable,
  deps: {
    readonly log: Log
    readonly now: () => number
    readonly after: (milliseconds: number, run: () => void) => void
    readonly onGiveUp: () => void
  },
): void {
  const { log, now, after, onGiveUp } = deps
  let inRow = 0
  let last = -Infinity
  page.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    inRow = now() - last > STABLE_AFTER_MS ? 1 : inRow + 1
    last = now()
    log.error({ reason, exitCode, inRow }, 'page died')
    if (inRow > MAX_IN_A_ROW) return onGiveUp()
    after(FIRST_WAIT_MS * 2 ** (inRow - 1), () => {
      if (!page.isDestroyed()) page.reload()
    })
  })
}
