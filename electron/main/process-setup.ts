import { resolve } from 'node:path'
import { app, Menu } from 'electron'
import type { Environment } from './environment.ts'
import { blockBackgroundRequests } from './security/block-background-requests.ts'
import { registerAppScheme } from './security/app-protocol.ts'

/** The same as `appId` in electron-builder.yml. Windows shows notifications only for a program with a known id. */
const APP_ID = 'app.cordboard.desktop'

/**
 * Sets what Electron accepts only before it is ready. `ownScheme` says whether our own scheme was registered: a
 * packed program is always in time, an unpacked one may be loaded late by its launcher.
 */
export function setUpProcess(
  environment: Environment,
  development: boolean,
): { readonly ownScheme: boolean } {
  const ownScheme = registerOwnScheme()
  // A person who starts it with `--no-sandbox` has decided already. As root, Chromium needs that switch.
  if (ownScheme && !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  blockBackgroundRequests(app)
  app.setAppUserModelId(APP_ID)
  const folder = app.commandLine.getSwitchValue('user-data-dir') || environment.userData
  if (folder) app.setPath('userData', resolve(folder))
  app.commandLine.appendSwitch('autoplay-policy', 'no-user-gesture-required')
  // There is no video here, but listing the microphones starts a process for cameras (17 MB) that stays. Chromium
  // uses two names for this feature.
  const inside = 'RunVideoCaptureServiceInBrowserProcess'
  app.commandLine.appendSwitch('enable-features', `${inside},k${inside}`)
  if (environment.loopbackMedia) app.commandLine.appendSwitch('allow-loopback-in-peer-connection')
  // macOS needs the default menu for its editing keys. On other systems it only offers reload and zoom.
  if (!development && process.platform !== 'darwin') Menu.setApplicationMenu(null)
  return { ownScheme }
}

function registerOwnScheme(): boolean {
  try {
    registerAppScheme()
    return true
  } catch (error) {
    if (app.isPackaged) throw error
    return false
  }
}
