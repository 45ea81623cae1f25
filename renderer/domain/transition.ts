import { accessHandlers, tickAccess } from './connections/access.ts'
import { tickAlerts } from './calls/alerts.ts'
import { commandHandlers, tickCommands } from './calls/commands.ts'
import { derivedEffects } from './derive.ts'
import { linkHandlers } from './link.ts'
import { tickDevice } from './connections/device.ts'
import { closeMicrophoneHelp, onMicrophone } from './connections/microphone.ts'
import { dialHandlers } from './calls/dial.ts'
import { draftHandlers, tickDrafts } from './wrap-up/drafts.ts'
import type { AppEvent } from './model/events.ts'
import { withoutOldNotice } from './notice.ts'
import { workerHandlers, tickWorker } from './connections/worker.ts'
import { reconnectAll, fixReadiness, reportReadiness } from './connections/readiness.ts'
import { leavePage, rejoinWhenReady } from './calls/rejoin.ts'
import { returnToCustomers } from './calls/returning.ts'
import { requestHandlers, tickRequests } from './calls/requests.ts'
import { leaveAfterConversation } from './session/leaving.ts'
import { isAtDesk, sessionHandlers, tickSession } from './session/session.ts'
import { forgetNotReachable, statusHandlers } from './session/status.ts'
import type { State } from './model/state.ts'
import { stay, andThen, type EventHandlers, type Step } from './model/step.ts'
import { targetsHandlers } from './calls/targets.ts'
import { intentHandlers, tickVoice, voiceHandlers } from './calls/voice.ts'

/**
 * The whole renderer as one pure, total function. An event that does not fit the state changes
 * nothing; so does one that arrives after its session has ended.
 */
export function transition(before: State, event: AppEvent): Step {
  const step = andThen(
    handle(before, event),
    (state) => rejoinWhenReady(state, event.at),
    (state) => returnToCustomers(state, event.at),
    leaveAfterConversation,
    forgetNotReachable,
    (state) => stay(withoutOldNotice(before, state, event.at)),
    (state) => reportReadiness(state, event.at),
  )
  return { ...step, effects: [...step.effects, ...derivedEffects(before, step.state)] }
}

const handlers: EventHandlers = {
  ...sessionHandlers,
  ...linkHandlers,
  ...accessHandlers,
  ...voiceHandlers,
  microphone: onMicrophone,
  ...workerHandlers,
  ...statusHandlers,
  ...intentHandlers,
  ...commandHandlers,
  ...requestHandlers,
  ...targetsHandlers,
  ...dialHandlers,
  ...draftHandlers,
  'fix-readiness': (state, { at }) => fixReadiness(state, at),
  'close-microphone-help': closeMicrophoneHelp,
  'dismiss-notice': (state) => stay(state.notice === null ? state : { ...state, notice: null }),
  woken: (state, { at }) => reconnectAll(state, at),
  'page-leaving': (state, { at }) => leavePage(state, at),
  tick: (state, { at }) => tick(state, at),
}

/** What needs the server. The rest also works after the session was lost. */
const onlyOnline: ReadonlySet<AppEvent['kind']> = new Set([
  'extend-wrap-up',
  'request',
  'load-targets',
  'retrieve',
  'dial',
  'complete-wrap-up',
])

function handle(state: State, event: AppEvent): Step {
  if (!isExpected(state, event)) return stay(state)
  // The cast: TypeScript cannot see that the handler of an event's kind takes that event.
  const handler = handlers[event.kind] as (state: State, event: AppEvent) => Step
  return handler(state, event)
}

/** Without an agent, only the session changes. */
function isExpected(state: State, { kind }: AppEvent): boolean {
  if (kind === 'tick' || Object.hasOwn(sessionHandlers, kind)) return true
  return onlyOnline.has(kind) ? state.session.kind === 'signed-in' : isAtDesk(state)
}

const deskTicks = [
  tickAccess,
  tickDevice,
  tickWorker,
  tickVoice,
  tickCommands,
  tickAlerts,
  tickRequests,
  tickDrafts,
]

function tick(before: State, at: number): Step {
  const step = tickSession(before, at)
  if (!isAtDesk(before)) return step
  return andThen(step, ...deskTicks.map((tickPart) => (state: State) => tickPart(state, at)))
}
