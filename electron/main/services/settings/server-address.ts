import { DEFAULT_SERVER_ORIGIN, parseServerOrigin } from '../../../contract/server-origin.ts'
import type { Settings } from './settings.ts'

export interface ServerAddress {
  /** The origin in use: the chosen one, else the environment’s, else the bundled server’s, else the default. */
  origin(): string
  /** Stores a typed address. Returns its origin; null if it is invalid or a policy decides it. */
  choose(typed: string): string | null
  /** Whether a policy names the server: then no other can be chosen, and none runs here. */
  isManaged(): boolean
  /** Call it when the address of the bundled server may have changed. */
  refresh(): void
  /** Whether no server was chosen yet. */
  isNeeded(): boolean
}

/** The address of the server. `onChange` is called when another server is in use. */
export function createServerAddress(options: {
  readonly settings: Settings
  readonly fromEnvironment: string | null
  /** The address of the bundled server; null while it is not used. */
  readonly bundled: () => string | null
  readonly onChange: (before: string, after: string) => void
}): ServerAddress {
  const { settings, fromEnvironment, bundled, onChange } = options
  let inUse = origin()
  // However it was chosen: at the sign-in, in the settings, or by a policy.
  settings.onChange(refresh)

  function refresh(): void {
    const before = inUse
    inUse = origin()
    if (before !== inUse) onChange(before, inUse)
  }

  function origin(): string {
    // Parsed again, because the file may have been edited by hand.
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
