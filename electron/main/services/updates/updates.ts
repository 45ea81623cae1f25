import type { Log } from '../../log.ts'
import type { UpdateSource } from './update-source.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** The start of the day is for signing in. */
const FIRST_LOOK_MS = 5 * MINUTE_MS
const NEXT_LOOK_MS = 4 * 60 * MINUTE_MS
/** So long nothing must have been going on: an agent who changes from one call to the next is not interrupted. */
const QUIET_MS = 2 * MINUTE_MS

export interface UpdateClock {
  now(): number
  /** Runs once, unless the returned function was called before. */
  after(milliseconds: number, run: () => void): () => void
}

export interface UpdatesParts {
  readonly source: UpdateSource
  readonly clock: UpdateClock
  /** A version is taken that many days after it was published. */
  readonly deferDays: number
  readonly log: Log
}

export interface Updates {
  /** Whether the desk could do without the program now. To be told at each change. */
  desk(quiet: boolean): void
  close(): void
}

/**
 * Looks for a new version, fetches it in the background, and installs it when the desk has been quiet for
 * a while. A version that is ready is also installed when the program is left.
 */
export function startUpdates({ source, clock, deferDays, log }: UpdatesParts): Updates {
  let ready = false
  let quiet = false
  let cancelInstall: (() => void) | null = null
  let cancelLook = clock.after(FIRST_LOOK_MS, look)

  function look(): void {
    cancelLook = clock.after(NEXT_LOOK_MS, look)
    void fetchNewest().catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : 'unknown'
      log.warn({ reason }, 'update not had')
    })
  }

  async function fetchNewest(): Promise<void> {
    const offer = await source.check()
    if (offer === null || ready) return
    const { version, publishedAt } = offer
    if (clock.now() < publishedAt + deferDays * DAY_MS) {
      log.info({ version, deferDays }, 'update deferred')
      return
    }
    await source.download()
    ready = true
    log.info({ version }, 'update ready')
    weigh()
  }

  function weigh(): void {
    cancelInstall?.()
    cancelInstall = null
    if (!ready || !quiet) return
    cancelInstall = clock.after(QUIET_MS, () => {
      log.info('update installs')
      source.install()
    })
  }

  return {
    desk(now) {
      if (now === quiet) return
      quiet = now
      weigh()
    },
    close() {
      cancelLook()
      cancelInstall?.()
    },
  }
}
