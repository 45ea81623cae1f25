import type { KeyObject } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { UpdatesOff } from '../../../contract/program.ts'
import type { PolicyValues } from '../../../policy/policies.ts'
import { readReleaseKey } from '../../../release/keys.ts'
import { BUILT_IN_FEED } from './electron-source.ts'

export interface Installation {
  readonly packaged: boolean
  readonly platform: NodeJS.Platform
  /** The program's own file, and the folder of its resources. */
  readonly executable: string
  readonly resources: string
  /** The AppImage that it runs from; null if it runs from none. */
  readonly appImage: string | null
  /** The built-in keys, as texts. */
  readonly builtInKeys: readonly string[]
  exists(path: string): boolean
}

export type UpdatesDecision =
  | {
      readonly kind: 'on'
      /** Whether an update server is built in; a policy may name another one. */
      readonly builtIn: boolean
      readonly keys: readonly KeyObject[]
    }
  | { readonly kind: 'off'; readonly why: UpdatesOff }

/** Decides whether this installation updates itself, and which keys it trusts. */
export function decideUpdates(policy: PolicyValues, here: Installation): UpdatesDecision {
  if (!here.packaged) return switchOff('unpacked')
  if (policy['updates.enabled'] === false) return switchOff('policy')
  const builtIn = here.exists(join(here.resources, BUILT_IN_FEED))
  if (!builtIn && policy['updates.feed'] === undefined) return switchOff('no-feed')
  if (!updatesItself(here)) return switchOff('managed-by-system')
  const keys = policy['updates.keys'] ?? here.builtInKeys
  // Without a key no version could be verified.
  return keys.length === 0
    ? switchOff('no-key')
    : { kind: 'on', builtIn, keys: keys.map(readReleaseKey) }
}

function switchOff(why: UpdatesOff): UpdatesDecision {
  return { kind: 'off', why }
}

/**
 * What a package manager or Windows Installer has installed, they also update: a deb or rpm would ask for a password,
 * an MSI would be installed twice. NSIS is recognized by its uninstaller.
 */
function updatesItself({ platform, executable, appImage, exists }: Installation): boolean {
  if (platform === 'win32') return exists(join(dirname(executable), 'Uninstall Cordboard.exe'))
  return platform === 'darwin' || appImage !== null
}
