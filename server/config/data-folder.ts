import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Secret } from './secret.ts'

/** Where the server keeps what it must not forget. `memory` forgets it at the end, for tests. */
export type DataPlace =
  | { readonly kind: 'memory' }
  | { readonly kind: 'folder'; readonly path: string }

/**
 * The place that `CORDBOARD_DATA` names, or a folder of this user's. The sandbox has its own, so that
 * trying the program never mixes with real calls.
 */
export function dataPlace(data: string | null, onSandbox: boolean): DataPlace {
  if (data === ':memory:') return { kind: 'memory' }
  const path = data ?? join(userDataFolder(), onSandbox ? 'sandbox' : 'server')
  mkdirSync(path, { recursive: true, mode: 0o700 })
  return { kind: 'folder', path }
}

export function storePath(place: DataPlace): string {
  return place.kind === 'memory' ? ':memory:' : join(place.path, 'cordboard.sqlite')
}

/** The key that signs access tokens: the given one, or one made at the first start and kept 0600. */
export function tokenSecret(given: Secret | null, place: DataPlace): Secret {
  if (given !== null) return given
  const fresh = randomBytes(32).toString('base64url')
  if (place.kind === 'memory') return new Secret(fresh)
  const path = join(place.path, 'token-secret')
  try {
    // `wx` fails when the file exists, so two servers starting at once agree on one secret.
    writeFileSync(path, fresh, { mode: 0o600, flag: 'wx' })
    return new Secret(fresh)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    return new Secret(readFileSync(path, 'utf8').trim())
  }
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
