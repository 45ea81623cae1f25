import { createStore, type StoreApi } from 'zustand/vanilla'
import type { SettingsView } from '../settings-view.ts'
import { noRequests, unknownSettings, type Requests } from './around.ts'

export interface AroundStore {
  readonly settings: SettingsView
  readonly requests: Requests
}

/** What is around the desk, until the ports have said how it is. */
export function createAroundStore(): StoreApi<AroundStore> {
  return createStore<AroundStore>(() => ({ settings: unknownSettings, requests: noRequests }))
}
