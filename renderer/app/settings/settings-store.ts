import { createStore, type StoreApi } from 'zustand/vanilla'
import { mergeSettings } from '../../../electron/contract/merge-settings.ts'
import type { SettingsView } from '../settings-view.ts'

/** What the settings page shows, before anything is known. */
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

export interface AroundStore {
  readonly settings: SettingsView
  readonly requests: Requests
}

/** What is around the desk: this machine's settings, and what is asked of the screens from outside. */
export function createAroundStore(): StoreApi<AroundStore> {
  return createStore<AroundStore>(() => ({
    settings: unknownSettings,
    requests: { dial: { number: '', count: 0 }, settings: 0 },
  }))
}
