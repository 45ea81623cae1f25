import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartFailure } from '../start-failure.ts'
import { makePrivateFile } from '../store/files/private-files.ts'
import { writeWhole } from '../store/files/write-whole.ts'
import type { DataPlace } from './data-folder.ts'
import { LEAST_SECRET } from './own-variables.ts'
import { Secret } from './secret.ts'

/**
 * The key that signs access tokens: the given one, or one that is made at the first start and kept in the data folder, for this
 * user alone. Throws a StartFailure when the file is too short: an empty key fails every sign-in, and a short one can be guessed.
 */
export function tokenSecret(given: Secret | null, place: DataPlace): Secret {
  if (given !== null) return given
  if (place.kind === 'memory') return new Secret(newSecret())
  const path = join(place.path, 'token-secret')
  if (!existsSync(path)) writeWhole(path, newSecret())
  makePrivateFile(path)
  const kept = readFileSync(path, 'utf8').trim()
  if (kept.length < LEAST_SECRET) {
    throw new StartFailure(
      'database',
      `The file ${path} signs sign-ins and has ${kept.length} characters, where at least ${LEAST_SECRET} are needed. Delete it: another is made at the next start, and nobody has to sign in again.`,
    )
  }
  return new Secret(kept)
}

const newSecret = () => randomBytes(32).toString('base64url')
