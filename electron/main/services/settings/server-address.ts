import { DEFAULT_SERVER_ORIGIN, parseServerOrigin } from '../../../contract/server-origin.ts'
import type { Settings } from './settings.ts'

export interface ServerAddress {
  /** The origin in use: the chosen one, else the environment's, else the bundled server's, else the default. */
  origin(): string
  /** Keeps a typed address. Answers its origin; null when it is none that we use, or not ours to choose. */
  choose(typed: string): string | null
  /** A policy names the server: no other can be chosen, and none is run here. */
  isManaged(): boolean
  /** To be called when the bundled server may be elsewhere. */
  refresh(): void
  /** Nobody has said yet which server to use. */
  isNeeded(): boolean
}

/** Where the server is. `changed` hears of a choice that differs from what was in use. */
export function createServerAddress(options: {
  readonly settings: Settings
  readonly fromEnvironment: string | null
  /** Where the server runs that the desktop brings along; null while it is not to be used. */
  readonly bundled: () => string | null
  readonly onChange: (before: string, after: string) => void
}): ServerAddress {
  const { settings, fromEnvironment, bundled, onChange } = options
  let inUse = origin()
  // However it was chosen: typed at the sign-in, in the settings, or by a policy.
  settings.onChange(refresh)

  function refresh(): void {
    const before = inUse
    inUse = origin()
    if (before !== inUse) onChange(before, inUse)
  }

  function origin(): string {
    // Parsed again, since the file may have been edited by hand.
    const chosen = settings.value('server.origin')
    const valid = chosen === null ? null : parseServerOrigin(chosen)
    return valid ?? fromEnvironment ?? bundled() ?? DEFAULT_SERVER_ORIGIN
  }

  return {
    origin,
    refresh,
    isManaged: () => settings.effective().sources['server.origin'] === 'policy',
    isNeeded: () =>
      settings.value('server.origin') === null && fromEnvironment === null && bundled() === null,
    choose(typed) {
      const chosen = parseServerOrigin(typed)
      if (chosen === null) return null
      return settings.change({ 'server.origin': chosen, 'server.bundled': 'off' }).length === 0
        ? chosen
        : null
    },
  }
}
