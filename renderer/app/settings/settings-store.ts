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

/** Holds the defaults until the ports have given the real values. */
export function createSettingsStore(): StoreApi<SettingsState> {
  return createStore<SettingsState>(() => ({
    settings: unknownSettings,
    requests: noScreenRequests,
  }))
}
