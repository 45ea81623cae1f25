import { createContext } from 'react'
import { mergeSettings } from '../../../electron/contract/merge-settings.ts'
import type { SettingsActions, SettingsView } from '../settings-view.ts'

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
  diagnostics: null,
}

/** What is asked of the screens from outside, until they have seen to it. */
export interface Requests {
  /** A number for the dialler. */
  readonly dial: string | null
  /** The settings are to be shown. */
  readonly settings: boolean
}

export const noRequests: Requests = { dial: null, settings: false }

/** What is around the desk: this machine's settings, and what is asked of the screens from outside. */
export interface Around {
  readonly settings: SettingsView
  readonly actions: SettingsActions
  readonly requests: Requests
  /** The requests have been seen to. */
  onSeen(): void
}

const nothing = () => undefined

/** For screens that are drawn by themselves, as in the gallery and the tests. */
export const AroundContext = createContext<Around>({
  settings: unknownSettings,
  actions: {
    change: nothing,
    testHotkeys: nothing,
    sampleRing: nothing,
    lookForDevices: nothing,
    exported: () => '',
    importFrom: nothing,
    openMini: nothing,
    lookForUpdates: nothing,
    exportDiagnostics: nothing,
    chooseServer: nothing,
    runServer: nothing,
    beCustomer: nothing,
    removeFromTwilio: nothing,
    forgetTwilio: nothing,
  },
  requests: noRequests,
  onSeen: nothing,
})
