import { homedir } from 'node:os'
import { join } from 'node:path'
import { makePrivateFolder } from '../store/files/private-files.ts'

/** Where the server stores its data. `memory`: for tests, gone at the end. */
export type DataPlace =
  | { readonly kind: 'memory' }
  | { readonly kind: 'folder'; readonly path: string }

/**
 * The place that `CORDBOARD_DATA` names, or a folder of this user. The sandbox has its own, so that trials do not mix with real
 * calls.
 */
export function dataPlace(data: string | null, onSandbox: boolean): DataPlace {
  if (data === ':memory:') return { kind: 'memory' }
  const path = data ?? join(userDataFolder(), onSandbox ? 'sandbox' : 'server')
  makePrivateFolder(path)
  return { kind: 'folder', path }
}

export function storePath(place: DataPlace): string {
  return place.kind === 'memory' ? ':memory:' : join(place.path, 'cordboard.sqlite')
}

function userDataFolder(): string {
  const home = homedir()
  if (process.platform === 'darwin')
    return join(home, 'Library', 'Application Support', 'Cordboard')
  if (process.platform === 'win32') {
    return join(process.env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Cordboard')
  }
  return join(process.env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'cordboard')
}
