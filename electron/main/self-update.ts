import { existsSync } from 'node:fs'
import { app, session } from 'electron'
import type { DeskNow } from '../contract/desk.ts'
import type { PolicyValues } from '../policy/policies.ts'
import type { Log } from './log.ts'
import { applyNetworkPolicy } from './security/network-policy.ts'
import { isQuiet } from './services/updates/desk-quiet.ts'
import { openElectronSource, UPDATE_SESSION } from './services/updates/electron-source.ts'
import { mayUpdate } from './services/updates/may-update.ts'
import type { UpdateSource } from './services/updates/update-source.ts'
import { startUpdates, type Updates } from './services/updates/updates.ts'

export interface SelfUpdate {
  /** To be told at each change of what the desk does and of how many calls ring. */
  stands(desk: DeskNow, ringing: number): void
  /** Whether the program ends to be replaced: then no window may stay. */
  installing(): boolean
  close(): void
}

/** Lets the program replace itself, where that is its own matter. */
export function openSelfUpdate(policy: PolicyValues, log: Log): SelfUpdate {
  let updates: Updates | null = null
  let closed = false
  let installing = false
  let quiet = false

  async function open(): Promise<void> {
    const may = mayUpdate(policy, {
      packaged: app.isPackaged,
      platform: process.platform,
      executable: app.getPath('exe'),
      resources: process.resourcesPath,
      appImage: process.env['APPIMAGE'] ?? null,
      exists: existsSync,
    })
    log.info(may, 'updates')
    if (may.kind === 'off') return
    await applyNetworkPolicy(session.fromPartition(UPDATE_SESSION, { cache: false }), policy, log)
    const source = await openElectronSource(policy, log)
    if (closed) return
    updates = startUpdates({
      source: noticed(source, () => {
        installing = true
      }),
      clock: { now: Date.now, after },
      deferDays: policy['updates.deferDays'] ?? 0,
      log,
    })
    updates.desk(quiet)
  }

  open().catch((error: unknown) => log.error({ reason: String(error) }, 'updates not opened'))
  return {
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

function noticed(source: UpdateSource, installs: () => void): UpdateSource {
  return {
    ...source,
    install() {
      installs()
      source.install()
    },
  }
}

function after(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds)
  return () => clearTimeout(timer)
}
