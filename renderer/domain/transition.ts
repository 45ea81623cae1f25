import { assertNever } from '../../server/contract/assert-never.ts'
import { reduceAccess, tickAccess } from './connections/access.ts'
import { isRinging } from './calls/local-call.ts'
import { reduceCommand, tickCommands } from './calls/commands.ts'
import { derivedEffects } from './derive.ts'
import { reduceLink } from './link.ts'
import { reduceMicrophone, tickDevice } from './connections/device.ts'
import { reduceDial } from './calls/dial.ts'
import { tickDrafts } from './wrap-up/drafts.ts'
import type { AppEvent, DialEvent, OtherEvent, SessionEvent, Stamped } from './model/events.ts'
import { tickNotice } from './notice.ts'
import { reducePresence, reduceWorker, tickWorker } from './connections/worker.ts'
import { afterWaking, mendTrouble, reportReadiness } from './connections/readiness.ts'
import { leavePage, rejoinWhenReady } from './calls/rejoin.ts'
import { reduceRequest, tickRequests } from './calls/requests.ts'
import { leaveAfterConversation } from './session/leaving.ts'
import { reduceSession, tickSession } from './session/session.ts'
import type { State } from './model/state.ts'
import { stay, andThen, type Step } from './model/step.ts'
import { reduceTargets } from './calls/targets.ts'
import { reduceCallIntent, reduceVoice, tickVoice } from './calls/voice.ts'
import { reduceDraft } from './wrap-up/wrap-up.ts'

/**
 * The whole renderer as one pure, total function. An event that does not fit the state changes
 * nothing; so does one that arrives after its session has ended.
 */
export function transition(before: State, event: AppEvent): Step {
  const routed = andThen(route(before, event), (state) => rejoinWhenReady(state, event.at))
  const settled = andThen(routed, leaveAfterConversation)
  const step = andThen(settled, (state) => reportReadiness(state, event.at))
  const derived = derivedEffects(before, step.state)
  return derived.length === 0 ? step : { ...step, effects: [...step.effects, ...derived] }
}

function isSessionEvent(event: AppEvent): event is Stamped<SessionEvent> {
  switch (event.kind) {
    case 'page-began':
    case 'start':
    case 'welcomed':
    case 'set-server':
    case 'server-changed':
    case 'sign-in':
    case 'sign-in-demo':
    case 'sign-out':
    case 'session-established':
    case 'session-renewing':
    case 'session-failed':
    case 'hotkeys-failed':
    case 'hotkeys-moved':
    case 'server-signed-out':
      return true
    default:
      return false
  }
}

/** What only the server can do. Mute, keys and hanging up are ours, and what is typed is kept. */
function isForServer({ kind }: AppEvent): boolean {
  switch (kind) {
    case 'extend-wrap-up':
    case 'request':
    case 'load-targets':
    case 'take-back':
    case 'dial':
    case 'complete-wrap-up':
      return true
    default:
      return false
  }
}

function route(state: State, event: AppEvent): Step {
  if (isSessionEvent(event)) return reduceSession(state, event)
  if (state.session.kind === 'lost' && isForServer(event)) return stay(state)
  if (state.session.kind !== 'signed-in' && state.session.kind !== 'lost') {
    return event.kind === 'tick' ? tickSession(state, event.at) : stay(state)
  }
  switch (event.kind) {
    case 'server-link':
    case 'server-refused':
    case 'desk':
    case 'desk-unreadable':
      return reduceLink(state, event)
    case 'access-received':
    case 'access-failed':
      return reduceAccess(state, event)
    case 'voice-registration':
    case 'voice-token-refused':
    case 'voice-incoming':
    case 'voice-opened':
    case 'voice-reconnecting':
    case 'voice-reconnected':
    case 'voice-quality':
    case 'voice-keys':
    case 'voice-ended':
      return reduceVoice(state, event)
    case 'microphone':
      return reduceMicrophone(state, event)
    case 'worker-ready':
    case 'worker-activity':
    case 'worker-disconnected':
    case 'worker-token-expired':
      return reduceWorker(state, event)
    case 'set-activity':
    case 'set-activity-failed':
      return reducePresence(state, event)
    case 'answer':
    case 'decline':
    case 'mute':
    case 'toggle-mute':
    case 'send-digits':
      return reduceCallIntent(state, event)
    case 'hang-up':
    case 'extend-wrap-up':
    case 'command-settled':
      return reduceCommand(state, event)
    case 'request':
    case 'request-settled':
      return reduceRequest(state, event)
    case 'load-targets':
    case 'targets-received':
    case 'targets-failed':
      return reduceTargets(state, event)
    case 'take-back':
      return reduceTakeBack(state, event)
    case 'dial':
    case 'dial-accepted':
    case 'dial-failed':
    case 'clear-dial-error':
      return reduceDial(state, event)
    case 'write-notes':
    case 'save-draft':
    case 'draft-due':
    case 'draft-saved':
    case 'draft-failed':
    case 'complete-wrap-up':
    case 'wrap-up-completed':
    case 'wrap-up-failed':
      return reduceDraft(state, event)
    default:
      return reduceOther(state, event)
  }
}

/** TaskRouter may have offered it to this very desk meanwhile: then to answer is to have it back. */
function reduceTakeBack(
  state: State,
  event: Stamped<Extract<DialEvent, { kind: 'take-back' }>>,
): Step {
  const { call } = state
  const here = call.kind === 'incoming' && isRinging(call) && call.callId === event.callId
  if (!here) return reduceDial(state, event)
  return reduceCallIntent(state, { kind: 'answer', callId: event.callId, at: event.at })
}

function reduceOther(state: State, event: Stamped<OtherEvent>): Step {
  switch (event.kind) {
    case 'mend-trouble':
      return mendTrouble(state, event.at)
    case 'dismiss-notice':
      return state.notice === null ? stay(state) : stay({ ...state, notice: null })
    case 'woken':
      return afterWaking(state, event.at)
    case 'page-leaving':
      return leavePage(state)
    case 'tick':
      return tick(state, event.at)
    default:
      return assertNever(event)
  }
}

function tick(state: State, at: number): Step {
  const ticks = [
    tickSession,
    tickAccess,
    tickDevice,
    tickWorker,
    tickVoice,
    tickCommands,
    tickRequests,
    tickDrafts,
    tickNotice,
  ]
  return ticks.reduce<Step>((step, slice) => andThen(step, (next) => slice(next, at)), stay(state))
}
