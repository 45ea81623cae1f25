import { resolve } from 'node:path'
import { app, Menu } from 'electron'
import type { Environment } from './environment.ts'
import { blockBackgroundRequests } from './security/block-background-requests.ts'
import { registerAppScheme } from './security/app-protocol.ts'

/** The same as `appId` in electron-builder.yml: Windows shows notifications only for a program it knows by this. */
const APP_ID = 'app.cordboard.desktop'

/**
 * Everything that Electron takes only before it is ready. Answers whether our own scheme could be named:
 * a packed program always comes in time, an unpacked one may be loaded late by its launcher.
 */
export function setUpProcess(
  environment: Environment,
  development: boolean,
): { readonly ownScheme: boolean } {
  const ownScheme = registerOwnScheme()
  // Whoever starts it with `--no-sandbox` (as root, Chromium runs in no other way) has decided already.
  if (ownScheme && !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  blockBackgroundRequests(app)
  app.setAppUserModelId(APP_ID)
  const folder = app.commandLine.getSwitchValue('user-data-dir') || environment.userData
  if (folder) app.setPath('userData', resolve(folder))
  app.commandLine.appendSwitch('autoplay-policy', 'no-user-gesture-required')
  // There is no video here; yet whoever lists the microphones starts a process for cameras, of 17 MB, that stays.
  // (Chromium has given this feature two names.)
  const inside = 'RunVideoCaptureServiceInBrowserProcess'
  app.commandLine.appendSwitch('enable-features', `${inside},k${inside}`)
  if (environment.loopbackMedia) app.commandLine.appendSwitch('allow-loopback-in-peer-connection')
  // macOS needs the default menu for its editing keys. Elsewhere it only offers to reload and to zoom.
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
