import { z } from 'zod'
import { releaseKey } from '../../../release/keys.ts'

/** Put in its place when the program is built; see electron.vite.config.ts. */
declare const CORDBOARD_UPDATE_KEYS: readonly string[] | undefined

/** The keys that vouch for new versions of this build; none in a program that was built without. */
export const builtInKeys: readonly string[] =
  typeof CORDBOARD_UPDATE_KEYS === 'undefined'
    ? []
    : z.array(releaseKey).parse(CORDBOARD_UPDATE_KEYS)
