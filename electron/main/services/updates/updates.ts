import type { DeskStatus } from '../../../contract/desk.ts'
import type { UpdatesStatus } from '../../../contract/program.ts'
import type { Clock } from '../../clock.ts'
import { reasonOf, type Log } from '../../log.ts'
import type { UpdateSource } from './update-source.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** The start of the day is for signing in. */
const FIRST_CHECK_MS = 5 * MINUTE_MS
const NEXT_CHECK_MS = 4 * 60 * MINUTE_MS
/** The desk must be idle for this long, so that an agent between two calls is not interrupted. */
const IDLE_BEFORE_INSTALL_MS = 2 * MINUTE_MS

export interface UpdatesDeps {
  readonly source: UpdateSource
  readonly clock: Clock
  /** A version is installed this many days after it was published. */
  readonly deferDays: number
  /** Called at each change of state. */
  readonly onChange: (now: UpdatesStatus) => void
  readonly log: Log
}

export interface Updates {
  /** Whether the program could restart now. Call it at each change. */
  setDeskIdle(idle: boolean): void
  /** Checks now, before the next scheduled check. */
  check(): void
  /** Whether the program is about to be replaced: then no window may stay open. */
  isInstalling(): boolean
  close(): void
}

/**
 * Checks for a new version, downloads it in the background, and installs it when the desk has been idle for a while.
 * A version that is ready is also installed when the program quits.
 */
export function startUpdates({ source, clock, deferDays, onChange, log }: UpdatesDeps): Updates {
  let busy = false
  let ready = false
  let idle = false
  let installing = false
  let cancelInstall: (() => void) | null = null
  let cancelCheck = clock.after(FIRST_CHECK_MS, check)

  function check(): void {
    cancelCheck()
    cancelCheck = clock.after(NEXT_CHECK_MS, check)
    if (busy || ready) return
    busy = true
    void fetchNewest()
      .catch((error: unknown) => {
        log.warn({ reason: reasonOf(error) }, 'update failed')
        onChange({ kind: 'failed' })
      })
      .finally(() => {
        busy = false
      })
  }

  async function fetchNewest(): Promise<void> {
    onChange({ kind: 'looking' })
    const found = await source.check()
    if (found.kind === 'refused') return onChange(found)
    if (found.kind === 'nothing') return onChange({ kind: 'newest' })
    const { version, publishedAt } = found
    if (clock.now() < publishedAt + deferDays * DAY_MS) {
      log.info({ version, deferDays }, 'update deferred')
      return onChange({ kind: 'deferred', version })
    }
    onChange({ kind: 'fetching', version })
    const fetched = await source.download()
    if (fetched.kind === 'refused') return onChange(fetched)
    ready = true
    log.info({ version }, 'update ready')
    onChange({ kind: 'ready', version })
    scheduleInstall()
  }

  function scheduleInstall(): void {
    cancelInstall?.()
    cancelInstall = null
    if (!ready || !idle) return
    cancelInstall = clock.after(IDLE_BEFORE_INSTALL_MS, install)
  }

  function install(): void {
    // The windows close within this call.
    installing = true
    const outcome = source.install()
    if (outcome.kind === 'installs') {
      log.info('update installs')
      return
    }
    installing = false
    // The next check downloads the signed file again.
    ready = false
    onChange(outcome)
  }

  return {
    setDeskIdle(now) {
      if (now === idle) return
      idle = now
      scheduleInstall()
    },
    check,
    isInstalling: () => installing,
    close() {
      cancelCheck()
      cancelInstall?.()
      source.close()
    },
  }
}

/**
 * Whether the program may restart now without an interruption: nothing rings, there is no call, and none can come,
 * because nobody is signed in or the activity takes no calls. After-call work counts as available, because its
 * activity is.
 */
export function isDeskIdle(desk: DeskStatus, ringing: number): boolean {
  if (ringing > 0 || desk.call !== null) return false
  if (!desk.signedIn) return true
  const busyIn = [desk.current, desk.pending].filter((sid) => sid !== null)
  const known = busyIn.map((sid) => desk.activities.find((activity) => activity.sid === sid))
  return known.length > 0 && known.every((activity) => activity?.available === false)
}
