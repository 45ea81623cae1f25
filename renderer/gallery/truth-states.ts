import type { AppView, ReadinessView } from '../view/app-view.ts'
import { idle, inCall, offline, onHold } from './base.ts'
import { secondsAgo } from './people.ts'

const server = { host: 'phone.example', port: 443 }
const serverGone: Partial<ReadinessView> = {
  server: 'disconnected',
  failure: 'server-disconnected',
  unreachable: server,
}

function notReady(change: Partial<ReadinessView>, view: AppView): AppView {
  return { ...view, readiness: { ...view.readiness, ready: false, ...change } }
}

const away: AppView = { ...idle, presence: { ...idle.presence, current: offline } }

/** What is told when something fails or is refused: one banner for one cause. */
export const truthStates = {
  'idle-emergency-not-ready': notReady(
    { microphone: 'blocked', failure: 'microphone-blocked' },
    { ...idle, dialler: { ...idle.dialler, error: 'emergency-not-ready' } },
  ),
  'notice-not-reachable': {
    ...notReady({ microphone: 'blocked', failure: 'microphone-blocked' }, away),
    notice: { kind: 'not-reachable', name: 'Available', why: 'microphone-blocked' },
  },
  'notice-status-changed': {
    ...away,
    notice: { kind: 'status-changed', name: 'Offline', undo: 'WA1' },
  },
  'call-status-changed': {
    ...inCall(),
    presence: away.presence,
    notice: { kind: 'status-changed', name: 'Offline', undo: 'WA1' },
  },
  'call-hold-unanswered': notReady(
    serverGone,
    inCall({
      failure: {
        command: 'hold',
        code: 'unreachable',
        why: 'unreachable',
        who: null,
        at: secondsAgo(2),
      },
    }),
  ),
  'call-reconnecting-offline': {
    ...notReady(serverGone, inCall({ link: 'reconnecting' }, onHold(true, true, 95))),
    notice: { kind: 'failed', what: 'command' },
  },
  'call-declined-settling': inCall({
    failure: {
      command: 'transfer',
      code: 'declined',
      who: 'Deniz Kaya',
      at: secondsAgo(1),
      customer: 'settling',
    },
  }),
} satisfies Record<string, AppView>
