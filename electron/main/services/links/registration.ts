import type { App } from 'electron'
import { OWN_SCHEME, telephoneSchemes } from './parse-link.ts'

/** Where a system keeps what opens links for a person. */
export interface DefaultApps {
  take(schemes: readonly string[]): void
  leave(schemes: readonly string[]): void
}

export interface LinkRegistration {
  /**
   * Makes this program the one that opens our own links, and telephone links where that is wanted; otherwise it
   * gives those up. To be called at each start and each change.
   */
  hold(telephone: boolean): void
}

/** What the system knows this program to open. An unpacked one would register whatever launched it. */
export function createLinkRegistration(packaged: boolean, defaults: DefaultApps): LinkRegistration {
  return {
    hold(telephone) {
      if (!packaged) return
      defaults.take([OWN_SCHEME])
      if (telephone) defaults.take(telephoneSchemes)
      else defaults.leave(telephoneSchemes)
    },
  }
}

/** On Windows and macOS, by Electron. */
export function electronDefaults(
  app: Pick<App, 'setAsDefaultProtocolClient' | 'removeAsDefaultProtocolClient'>,
): DefaultApps {
  return {
    take(schemes) {
      for (const scheme of schemes) app.setAsDefaultProtocolClient(scheme)
    },
    leave(schemes) {
      for (const scheme of schemes) app.removeAsDefaultProtocolClient(scheme)
    },
  }
}
