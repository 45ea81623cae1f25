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
  devices: { microphones: [], outputs: [], canChooseOutput: false },
  imported: null,
}

/** Requests from outside that the screens answer to; each count grows with a request. */
export interface Requests {
  readonly dial: { readonly number: string; readonly count: number }
  readonly settings: number
}

export const noRequests: Requests = { dial: { number: '', count: 0 }, settings: 0 }

/** What is around the desk: this machine's settings, and what is asked of the screens from outside. */
export interface Around {
  readonly settings: SettingsView
  readonly actions: SettingsActions
  readonly requests: Requests
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
  },
  requests: noRequests,
})
