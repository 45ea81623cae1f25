import { DEFAULT_SERVER_ORIGIN, parseServerOrigin } from './server-origin.ts'
import type { Settings } from './settings.ts'

export interface ServerAddress {
  /** The origin in use: the chosen one, else the environment's, else the default. */
  origin(): string
  /** Keeps a typed address. Answers its origin; null when it is none that we use, or not ours to choose. */
  choose(typed: string): string | null
}

/** Where the server is. `changed` hears of a choice that differs from what was in use. */
export function createServerAddress(options: {
  readonly settings: Settings
  readonly fromEnvironment: string | null
  readonly changed: (before: string, after: string) => void
}): ServerAddress {
  const { settings, fromEnvironment, changed } = options
  let inUse = origin()
  // However it was chosen: typed at the sign-in, in the settings, or by a policy.
  settings.onChange(() => {
    const before = inUse
    inUse = origin()
    if (before !== inUse) changed(before, inUse)
  })

  function origin(): string {
    // Parsed again, since the file may have been edited by hand.
    const chosen = settings.value('server.origin')
    const valid = chosen === null ? null : parseServerOrigin(chosen)
    return valid ?? fromEnvironment ?? DEFAULT_SERVER_ORIGIN
  }

  return {
    origin,
    choose(typed) {
      const chosen = parseServerOrigin(typed)
      if (chosen === null) return null
      return settings.change({ 'server.origin': chosen }).length === 0 ? chosen : null
    },
  }
}
