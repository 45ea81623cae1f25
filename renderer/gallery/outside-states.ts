import type { AppView } from '../view/app-view.ts'
import { callWith, inCall, onHold, ringing, wrappingUp } from './base.ts'
import { ada, deniz, marta, secondsAgo, wrapUp } from './people.ts'

/** What goes on under Phone, seen from the history. */
export const outsideStates = {
  'history-ringing': ringing(),
  'history-call': inCall(),
  'history-call-muted': inCall({ muted: true }),
  'history-call-holding': callWith(onHold(true, false, 0)),
  'history-call-on-hold': callWith(onHold(true, true, 38)),
  'history-call-hold-failed': inCall({
    failure: { command: 'hold', code: 'not-confirmed', who: null, at: secondsAgo(2) },
  }),
  'history-call-conference': callWith({ parties: [marta, deniz, ada] }),
  'history-wrap-up': wrappingUp(),
  'history-wrap-up-overdue': wrappingUp({ wrapUp: { ...wrapUp, deadline: secondsAgo(110) } }),
} satisfies Record<string, AppView>

/** Whether that state is one of the history's. */
export function isInHistory(name: string): boolean {
  return Object.hasOwn(outsideStates, name)
}
