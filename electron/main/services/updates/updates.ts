import type { UpdatesNow } from '../../../contract/updates.ts'
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
  /** Hears how it stands, at each change. */
  readonly told: (now: UpdatesNow) => void
  readonly log: Log
}

export interface Updates {
  /** Whether the desk could do without the program now. To be told at each change. */
  desk(quiet: boolean): void
  /** Looks now, and not only when its time has come. */
  look(): void
  close(): void
}

/**
 * Looks for a new version, fetches it in the background, and installs it when the desk has been quiet for
 * a while. A version that is ready is also installed when the program is left.
 */
export function startUpdates({ source, clock, deferDays, told, log }: UpdatesParts): Updates {
  let busy = false
  let ready = false
  let quiet = false
  let cancelInstall: (() => void) | null = null
  let cancelLook = clock.after(FIRST_LOOK_MS, look)

  function look(): void {
    cancelLook()
    cancelLook = clock.after(NEXT_LOOK_MS, look)
    if (busy || ready) return
    busy = true
    void fetchNewest()
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : 'unknown'
        log.warn({ reason }, 'update not had')
        told({ kind: 'failed' })
      })
      .finally(() => {
        busy = false
      })
  }

  async function fetchNewest(): Promise<void> {
    told({ kind: 'looking' })
    const found = await source.check()
    if (found.kind === 'refused') return told(found)
    if (found.kind === 'nothing') return told({ kind: 'newest' })
    const { version, publishedAt } = found
    if (clock.now() < publishedAt + deferDays * DAY_MS) {
      log.info({ version, deferDays }, 'update deferred')
      return told({ kind: 'deferred', version })
    }
    told({ kind: 'fetching', version })
    const fetched = await source.download()
    if (fetched.kind === 'refused') return told(fetched)
    ready = true
    log.info({ version }, 'update ready')
    told({ kind: 'ready', version })
    weigh()
  }

  function weigh(): void {
    cancelInstall?.()
    cancelInstall = null
    if (!ready || !quiet) return
    cancelInstall = clock.after(QUIET_MS, install)
  }

  function install(): void {
    const outcome = source.install()
    if (outcome.kind === 'installs') {
      log.info('update installs')
      return
    }
    // What was signed is fetched again at the next look.
    ready = false
    told(outcome)
  }

  return {
    desk(now) {
      if (now === quiet) return
      quiet = now
      weigh()
    },
    look,
    close() {
      cancelLook()
      cancelInstall?.()
      source.close()
    },
  }
}
