import { join } from 'node:path'
import { app, type WebPreferences } from 'electron'

/**
 * The preferences of all our pages: sandboxed, isolated, without Node. Never throttled, because the page works while
 * hidden. `preload` is the name of a file in the folder beside the main bundle.
 */
export function pagePreferences(preload: 'index' | 'panel'): WebPreferences {
  return {
    preload: join(import.meta.dirname, `../preload/${preload}.cjs`),
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    backgroundThrottling: false,
    autoplayPolicy: 'no-user-gesture-required',
    devTools: !app.isPackaged,
  }
}
