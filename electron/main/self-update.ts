import { existsSync } from 'node:fs'
import { app, session } from 'electron'
import type { DeskNow } from '../contract/desk.ts'
import type { UpdatesNow } from '../contract/updates.ts'
import type { PolicyValues } from '../policy/policies.ts'
import { systemOf } from '../release/release-info.ts'
import type { Log } from './log.ts'
import { applyNetworkPolicy } from './security/network-policy.ts'
import { builtInKeys } from './services/updates/built-in-keys.ts'
import { isQuiet } from './services/updates/desk-quiet.ts'
import { openElectronSource, UPDATE_SESSION } from './services/updates/electron-source.ts'
import { allowHttpsAlone } from './services/updates/https-alone.ts'
import { mayUpdate, type MayUpdate } from './services/updates/may-update.ts'
import type { UpdateSource } from './services/updates/update-source.ts'
import { startUpdates, type Updates } from './services/updates/updates.ts'

export interface SelfUpdate {
  now(): UpdatesNow
  /** Looks for a new version, where this installation does that at all. */
  look(): void
  /** To be told at each change of what the desk does and of how many calls ring. */
  stands(desk: DeskNow, ringing: number): void
  /** Whether the program ends to be replaced: then no window may stay. */
  installing(): boolean
  close(): void
}

/** Lets the program replace itself, where that is its own matter. `changed` hears of each change. */
export function openSelfUpdate(
  policy: PolicyValues,
  log: Log,
  changed: (now: UpdatesNow) => void,
): SelfUpdate {
  let updates: Updates | null = null
  let closed = false
  let installing = false
  let quiet = false
  const may = mayUpdate(policy, installation())
  let state: UpdatesNow = may.kind === 'off' ? may : { kind: 'waiting' }

  function tell(now: UpdatesNow): void {
    state = now
    changed(now)
  }

  async function open(may: Extract<MayUpdate, { kind: 'on' }>): Promise<void> {
    const own = session.fromPartition(UPDATE_SESSION, { cache: false })
    allowHttpsAlone(own, log)
    await applyNetworkPolicy(own, policy, log)
    const source = await openElectronSource(policy, {
      trust: { keys: may.keys, system: systemOf(process.platform, process.arch) },
      resources: process.resourcesPath,
      builtIn: may.builtIn,
      log,
    })
    if (closed) return
    updates = startUpdates({
      source: noticed(source, (now) => {
        installing = now
      }),
      clock: { now: Date.now, after },
      deferDays: policy['updates.deferDays'] ?? 0,
      told: tell,
      log,
    })
    updates.desk(quiet)
  }

  if (may.kind === 'off') log.info(may, 'updates')
  else {
    log.info({ kind: 'on', keys: may.keys.length }, 'updates')
    open(may).catch((error: unknown) => {
      log.error({ reason: String(error) }, 'updates not opened')
      tell({ kind: 'failed' })
    })
  }
  return {
    now: () => state,
    look: () => updates?.look(),
    stands(desk, ringing) {
      quiet = isQuiet(desk, ringing)
      updates?.desk(quiet)
    },
    installing: () => installing,
    close() {
      closed = true
      updates?.close()
    },
  }
}

function installation() {
  return {
    packaged: app.isPackaged,
    platform: process.platform,
    executable: app.getPath('exe'),
    resources: process.resourcesPath,
    appImage: process.env['APPIMAGE'] ?? null,
    builtInKeys,
    exists: existsSync,
  }
}

/** `installs` hears that the program is about to end, and that it does not after all. */
function noticed(source: UpdateSource, installs: (now: boolean) => void): UpdateSource {
  return {
    ...source,
    install() {
      installs(true)
      const outcome = source.install()
      if (outcome.kind === 'refused') installs(false)
      return outcome
    },
  }
}

function after(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds)
  return () => clearTimeout(timer)
}
