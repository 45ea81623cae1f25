import type { WebPreferences } from 'electron'

/** How each page of ours is held: sandboxed, isolated, without Node; never throttled, for it works while hidden. */
export function pagePreferences(preload: string, development: boolean): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    backgroundThrottling: false,
    autoplayPolicy: 'no-user-gesture-required',
    devTools: development,
  }
}
