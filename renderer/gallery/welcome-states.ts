import type { AppView } from '../view/app-view.ts'
import { noGettingStarted, type GettingStartedView } from '../view/getting-started.ts'
import { available, idle, offline, onBreak } from './base.ts'

const presence = { ...idle.presence, since: null }
const isOffline: AppView = { ...idle, presence: { ...presence, current: offline } }
const blocked: AppView = {
  ...isOffline,
  readiness: {
    ...idle.readiness,
    microphone: 'blocked',
    ready: false,
    failure: 'microphone-blocked',
  },
}

/** Before the first call, and without a microphone. */
export const welcomeViews = {
  'idle-offline': isOffline,
  'idle-going-available': {
    ...isOffline,
    presence: { ...presence, current: offline, pending: available },
  },
  'idle-break': { ...idle, presence: { ...presence, current: onBreak } },
  'microphone-help': { ...blocked, microphoneHelp: true },
} satisfies Record<string, AppView>

interface StartedState {
  readonly view: AppView
  readonly started: GettingStartedView
}

const shown = { ...noGettingStarted, shown: true }
const newcomer: AppView = {
  ...isOffline,
  recent: [],
  today: { calls: 0, averageHandleSeconds: 0 },
}
const customerPage = 'http://127.0.0.1:40123/sandbox/customer'

/** *Getting started* in its states. */
export const startedStates: Readonly<Record<string, StartedState>> = {
  'getting-started': { view: newcomer, started: shown },
  'getting-started-asked': {
    view: {
      ...newcomer,
      readiness: { ...idle.readiness, microphone: 'unknown', ready: false },
    },
    started: shown,
  },
  'getting-started-blocked': { view: { ...blocked, recent: [] }, started: shown },
  'getting-started-practice': { view: newcomer, started: { ...shown, customerPage } },
  'getting-started-ready': {
    view: { ...newcomer, presence: idle.presence },
    started: { shown: true, heardRing: true, customerPage },
  },
}
