import { z } from 'zod'
import { releaseKey } from '../../../release/keys.ts'

/** Inserted at build time; see electron.vite.config.ts. */
declare const CORDBOARD_UPDATE_KEYS: readonly string[] | undefined

/** The public keys that sign new versions of this build; empty if it was built without. */
export const builtInKeys: readonly string[] =
  typeof CORDBOARD_UPDATE_KEYS === 'undefined'
    ? []
    : z.array(releaseKey).parse(CORDBOARD_UPDATE_KEYS)
