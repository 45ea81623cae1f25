import type { App } from 'electron'
import { OWN_SCHEME, telephoneSchemes } from './parse-link.ts'

/** Where a system keeps what opens links for a person. */
export interface DefaultApps {
  add(schemes: readonly string[]): void
  remove(schemes: readonly string[]): void
}

export interface LinkRegistration {
  /**
   * Makes this program the one that opens our own links, and telephone links where that is wanted; otherwise it
   * gives those up. To be called at each start and each change.
   */
  register(telephone: boolean): void
}

/** What the system knows this program to open. An unpacked one would register whatever launched it. */
export function createLinkRegistration(packaged: boolean, defaults: DefaultApps): LinkRegistration {
  return {
    register(telephone) {
      if (!packaged) return
      defaults.add([OWN_SCHEME])
      if (telephone) defaults.add(telephoneSchemes)
      else defaults.remove(telephoneSchemes)
    },
  }
}

/** On Windows and macOS, by Electron. */
export function createElectronDefaults(
  app: Pick<App, 'setAsDefaultProtocolClient' | 'removeAsDefaultProtocolClient'>,
): DefaultApps {
  return {
    add(schemes) {
      for (const scheme of schemes) app.setAsDefaultProtocolClient(scheme)
    },
    remove(schemes) {
      for (const scheme of schemes) app.removeAsDefaultProtocolClient(scheme)
    },
  }
}
