import type { App } from 'electron'
import { OWN_SCHEME, telephoneSchemes } from './parse-link.ts'

/** The default applications of a person, as a system stores them. */
export interface DefaultApps {
  add(schemes: readonly string[]): void
  remove(schemes: readonly string[]): void
}

/**
 * Registers the program for our own links, and for telephone links if `telephone`; otherwise removes it from those.
 * Call the returned function at each start and each change. An unpacked program would register the program that
 * started it, so it does nothing.
 */
export function createLinkRegistration(
  packaged: boolean,
  defaults: DefaultApps,
): (telephone: boolean) => void {
  return (telephone) => {
    if (!packaged) return
    defaults.add([OWN_SCHEME])
    if (telephone) defaults.add(telephoneSchemes)
    else defaults.remove(telephoneSchemes)
  }
}

/** For Windows and macOS, by Electron. */
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
