import type { AppView, ReadinessView } from '../view/app-view.ts'
import { callWith, idle, inCall, onBreak, wrappingUp } from './base.ts'
import { ada, marta, secondsAgo, wrapUp } from './people.ts'

const blocked: ReadinessView = {
  ...idle.readiness,
  microphone: 'blocked',
  ready: false,
  failure: 'microphone-blocked',
}
const byDesk = { requested: true, confirmed: true, since: secondsAgo(9) }

/** What the status says beside the states that other screens show. */
export const statusStates = {
  'status-long-overdue': wrappingUp({ wrapUp: { ...wrapUp, deadline: secondsAgo(110) } }),
  'status-then-not-reachable': { ...wrappingUp(), readiness: blocked },
  'status-not-reachable-on-break': {
    ...idle,
    presence: { ...idle.presence, current: onBreak },
    readiness: blocked,
  },
  'status-you-on-hold': callWith({ parties: [marta, { ...ada, hold: byDesk }] }),
  'status-muted-by-desk': callWith({ parties: [marta, { ...ada, mute: byDesk }] }),
  'status-call-without-microphone': { ...inCall({ muted: true }), readiness: blocked },
} satisfies Record<string, AppView>
