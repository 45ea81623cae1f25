import type { AppView } from '../view/app-view.ts'
import { idle, inCall } from './base.ts'

/** Screens under the list of shortcuts; `stateKeys` opens it. */
export const keyStates = {
  shortcuts: idle,
  'call-shortcuts': inCall(),
} satisfies Record<string, AppView>
