import { dirname, join } from 'node:path'
import type { PolicyValues } from '../../../policy/policies.ts'

export interface Installation {
  readonly packaged: boolean
  readonly platform: NodeJS.Platform
  /** The program's own file, and the folder of its resources. */
  readonly executable: string
  readonly resources: string
  /** The AppImage that it runs from; null where it runs from none. */
  readonly appImage: string | null
  exists(path: string): boolean
}

export type MayUpdate =
  | { readonly kind: 'on' }
  | { readonly kind: 'off'; readonly why: 'policy' | 'unpacked' | 'no-feed' | 'managed-by-system' }

/** Whether this installation looks after itself, or whose matter its updates are. */
export function mayUpdate(policy: PolicyValues, here: Installation): MayUpdate {
  if (!here.packaged) return { kind: 'off', why: 'unpacked' }
  if (policy['updates.enabled'] === false) return { kind: 'off', why: 'policy' }
  const builtIn = here.exists(join(here.resources, 'app-update.yml'))
  if (!builtIn && policy['updates.feed'] === undefined) return { kind: 'off', why: 'no-feed' }
  return updatesItself(here) ? { kind: 'on' } : { kind: 'off', why: 'managed-by-system' }
}

/**
 * What a package manager or Windows Installer has put in place is theirs to replace: a deb or rpm would ask
 * for a password, an MSI would be there twice. NSIS is known by the uninstaller that it leaves.
 */
function updatesItself({ platform, executable, appImage, exists }: Installation): boolean {
  if (platform === 'win32') return exists(join(dirname(executable), 'Uninstall Cordboard.exe'))
  return platform === 'darwin' || appImage !== null
}
