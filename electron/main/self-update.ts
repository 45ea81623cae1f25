import { existsSync } from 'node:fs'
import { app, session } from 'electron'
import { z } from 'zod'
import type { DeskStatus } from '../contract/desk.ts'
import type { UpdatesStatus } from '../contract/program.ts'
import type { PolicyValues } from '../policy/policies.ts'
import { releaseKey } from '../release/keys.ts'
import { systemOf } from '../release/release-info.ts'
import { after } from './clock.ts'
import type { Log } from './log.ts'
import { applyNetworkPolicy } from './security/network-policy.ts'
import { openElectronSource, UPDATE_SESSION } from './services/updates/electron-source.ts'
import { allowHttpsOnly } from './services/updates/https-only.ts'
import { decideUpdates, type UpdatesDecision } from './services/updates/decide-updates.ts'
import { isDeskIdle, startUpdates, type Updates } from './services/updates/updates.ts'

/** Inserted at build time; see electron.vite.config.ts. */
declare const CORDBOARD_UPDATE_KEYS: readonly string[] | undefined

/** The public keys that sign new versions of this build; empty if it was built without. */
const builtInKeys: readonly string[] =
  typeof CORDBOARD_UPDATE_KEYS === 'undefined'
    ? []
    : z.array(releaseKey).parse(CORDBOARD_UPDATE_KEYS)

export interface SelfUpdate {
  now(): UpdatesStatus
  /** Checks for a new version, if this installation updates itself. */
  check(): void
  /** Call it at each change of the desk or of the number of ringing calls. */
  onDeskChange(desk: DeskStatus, ringing: number): void
  /** Whether the program is about to be replaced: then no window may stay open. */
  isInstalling(): boolean
  close(): void
}

/** Updates the program, if this installation updates itself. `onChange` is called at each change of state. */
export function openSelfUpdate(
  policy: PolicyValues,
  log: Log,
  onChange: (now: UpdatesStatus) => void,
): SelfUpdate {
  let updates: Updates | null = null
  let closed = false
  let idle = false
  const may = decideUpdates(policy, installation())
  let state: UpdatesStatus = may.kind === 'off' ? may : { kind: 'waiting' }

  function setState(now: UpdatesStatus): void {
    state = now
    onChange(now)
  }

  async function open(may: Extract<UpdatesDecision, { kind: 'on' }>): Promise<void> {
    const own = session.fromPartition(UPDATE_SESSION, { cache: false })
    allowHttpsOnly(own, log)
    await applyNetworkPolicy(own, policy, log)
    const source = await openElectronSource(policy, {
      trust: { keys: may.keys, system: systemOf(process.platform, process.arch) },
      resources: process.resourcesPath,
      builtIn: may.builtIn,
      log,
    })
    if (closed) return
    updates = startUpdates({
      source,
      clock: { now: Date.now, after },
      deferDays: policy['updates.deferDays'] ?? 0,
      onChange: setState,
      log,
    })
    updates.setDeskIdle(idle)
  }

  if (may.kind === 'off') log.info(may, 'updates')
  else {
    log.info({ kind: 'on', keys: may.keys.length }, 'updates')
    open(may).catch((error: unknown) => {
      log.error({ reason: String(error) }, 'updates not opened')
      setState({ kind: 'failed' })
    })
  }
  return {
    now: () => state,
    check: () => updates?.check(),
    onDeskChange(desk, ringing) {
      idle = isDeskIdle(desk, ringing)
      updates?.setDeskIdle(idle)
    },
    isInstalling: () => updates?.isInstalling() === true,
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
