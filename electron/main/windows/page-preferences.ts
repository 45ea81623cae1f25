import type { WebPreferences } from 'electron'

/**
 * The preferences of all our pages: sandboxed, isolated, without Node. Never throttled, because the page works while
 * hidden.
 */
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
