import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppView } from '../view/app-view.ts'
import { initialState, type State } from '../domain/model/state.ts'
import { keepSame } from './keep-same.ts'
import { selectView } from './select-view.ts'

export interface SoftphoneState {
  readonly state: State
  readonly view: AppView
}

/** The one store. Only the engine writes it, through `showState`. */
export function createSoftphoneStore(): StoreApi<SoftphoneState> {
  return createStore<SoftphoneState>(() => ({
    state: initialState,
    view: selectView(initialState),
  }))
}

export function showState(store: StoreApi<SoftphoneState>, state: State): void {
  // What has not changed stays the same object, so that React can skip it.
  store.setState({ state, view: keepSame(store.getState().view, selectView(state)) }, true)
}
