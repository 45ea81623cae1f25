import { createContext } from 'react'
import { mergeSettings } from '../../electron/contract/merge-settings.ts'
import type { SettingsActions, SettingsView } from './settings-view.ts'

/** What the settings page shows before anything is known. */
export const unknownSettings: SettingsView = {
  place: 'browser',
  effective: mergeSettings({}, {}),
  keptAside: null,
  refused: null,
  restartNeeded: false,
  hotkeys: [],
  test: 'off',
  devices: { kind: 'unnamed', canChooseOutput: false },
  server: null,
  bundled: null,
  removal: null,
  imported: null,
  program: null,
  notifications: 'impossible',
  diagnostics: null,
}

/** What the operating system or another program wants the screens to show, until they have shown it. */
export interface ScreenRequests {
  /** A number for the dialler. */
  readonly dial: string | null
  /** Show the settings. */
  readonly settings: boolean
}

export const noScreenRequests: ScreenRequests = { dial: null, settings: false }

/** This machine's settings, how to change them, and what the screens are asked to show. */
export interface SettingsContextValue {
  readonly settings: SettingsView
  readonly actions: SettingsActions
  readonly requests: ScreenRequests
  /** Clears the requests. */
  onSeen(): void
}

const nothing = () => undefined

/** The default is for the gallery and the tests. */
export const SettingsContext = createContext<SettingsContextValue>({
  settings: unknownSettings,
  actions: {
    change: nothing,
    testHotkeys: nothing,
    sampleRing: nothing,
    lookForDevices: nothing,
    exported: () => '',
    importFrom: nothing,
    allowNotifications: nothing,
    openMini: nothing,
    openMicrophoneSettings: nothing,
    lookForUpdates: nothing,
    exportDiagnostics: nothing,
    chooseServer: nothing,
    runServer: nothing,
    beCustomer: nothing,
    removeFromTwilio: nothing,
    forgetTwilio: nothing,
  },
  requests: noScreenRequests,
  onSeen: nothing,
})
