import { DEFAULT_SERVER_ORIGIN, parseServerOrigin } from './server-origin.ts'
import type { SettingsFile } from './settings-file.ts'

export interface ServerAddress {
  /** The origin in use: the chosen one, else the environment's, else the default. */
  origin(): string
  /** Keeps a typed address. Answers its origin, or null when it is none that we use. */
  choose(typed: string): string | null
}

/** Where the server is. `changed` hears of a choice that differs from what was in use. */
export function createServerAddress(options: {
  readonly file: SettingsFile
  readonly fromEnvironment: string | null
  readonly changed: (before: string, after: string) => void
}): ServerAddress {
  const { file, fromEnvironment, changed } = options
  function origin(): string {
    // Parsed again, since the file may have been edited by hand.
    const chosen = file.get().serverOrigin
    const valid = chosen === null ? null : parseServerOrigin(chosen)
    return valid ?? fromEnvironment ?? DEFAULT_SERVER_ORIGIN
  }
  return {
    origin,
    choose(typed) {
      const chosen = parseServerOrigin(typed)
      if (chosen === null) return null
      const before = origin()
      file.update({ serverOrigin: chosen })
      if (before !== chosen) changed(before, chosen)
      return chosen
    },
  }
}
