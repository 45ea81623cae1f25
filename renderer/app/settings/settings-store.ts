import { createStore, type StoreApi } from 'zustand/vanilla'
import type { SettingsView } from '../../view/settings-view.ts'
import {
  noScreenRequests,
  unknownSettings,
  type ScreenRequests,
} from '../../view/settings-context.ts'

export interface SettingsState {
  readonly settings: SettingsView
  readonly requests: ScreenRequests
}

/** Has the defaults until the real values are read. */
export function createSettingsStore(): StoreApi<SettingsState> {
  return createStore<SettingsState>(() => ({
    settings: unknownSettings,
    requests: noScreenRequests,
  }))
}
