import { reduceAccess, tickAccess } from './connections/access.ts'
import { isRinging } from './calls/local-call.ts'
import { reduceCommand, tickCommands } from './calls/commands.ts'
import { derivedEffects } from './derive.ts'
import { reduceLink } from './link.ts'
import { reduceMicrophone, tickDevice } from './connections/device.ts'
import { reduceDial } from './calls/dial.ts'
import { tickDrafts } from './wrap-up/drafts.ts'
import type { AppEvent, DialEvent, Stamped } from './model/events.ts'
import { tickNotice } from './notice.ts'
import { reducePresence, reduceWorker, tickWorker } from './connections/worker.ts'
import { reconnectAll, fixReadiness, reportReadiness } from './connections/readiness.ts'
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

/** `always`; `at-desk`: an agent is signed in, or talks on after the session was lost; `online`: only while signed in. */
type When = 'always' | 'at-desk' | 'online'
type Owner<Event extends AppEvent> = readonly [When, (state: State, event: Event) => Step]

/** Who owns each event, and when. What only the server can do is `online`; mute, keys and hanging up are ours. */
const owners: { readonly [Kind in AppEvent['kind']]: Owner<Extract<AppEvent, { kind: Kind }>> } = {
  'page-began': ['always', reduceSession],
  start: ['always', reduceSession],
  welcomed: ['always', reduceSession],
  'set-server': ['always', reduceSession],
  'server-changed': ['always', reduceSession],
  'sign-in': ['always', reduceSession],
  'sign-in-demo': ['always', reduceSession],
  'sign-out': ['always', reduceSession],
  'session-established': ['always', reduceSession],
  'session-renewing': ['always', reduceSession],
  'session-failed': ['always', reduceSession],
  'hotkeys-failed': ['always', reduceSession],
  'hotkeys-moved': ['always', reduceSession],
  'server-signed-out': ['always', reduceSession],
  'server-link': ['at-desk', reduceLink],
  'server-refused': ['at-desk', reduceLink],
  desk: ['at-desk', reduceLink],
  'desk-unreadable': ['at-desk', reduceLink],
  'access-received': ['at-desk', reduceAccess],
  'access-failed': ['at-desk', reduceAccess],
  'voice-registration': ['at-desk', reduceVoice],
  'voice-token-refused': ['at-desk', reduceVoice],
  'voice-incoming': ['at-desk', reduceVoice],
  'voice-opened': ['at-desk', reduceVoice],
  'voice-reconnecting': ['at-desk', reduceVoice],
  'voice-reconnected': ['at-desk', reduceVoice],
  'voice-quality': ['at-desk', reduceVoice],
  'voice-keys': ['at-desk', reduceVoice],
  'voice-ended': ['at-desk', reduceVoice],
  microphone: ['at-desk', reduceMicrophone],
  'worker-ready': ['at-desk', reduceWorker],
  'worker-activity': ['at-desk', reduceWorker],
  'worker-disconnected': ['at-desk', reduceWorker],
  'worker-token-expired': ['at-desk', reduceWorker],
  'set-activity': ['at-desk', reducePresence],
  'set-activity-failed': ['at-desk', reducePresence],
  answer: ['at-desk', reduceCallIntent],
  decline: ['at-desk', reduceCallIntent],
  mute: ['at-desk', reduceCallIntent],
  'toggle-mute': ['at-desk', reduceCallIntent],
  'send-digits': ['at-desk', reduceCallIntent],
  'hang-up': ['at-desk', reduceCommand],
  'extend-wrap-up': ['online', reduceCommand],
  'command-settled': ['at-desk', reduceCommand],
  request: ['online', reduceRequest],
  'request-settled': ['at-desk', reduceRequest],
  'load-targets': ['online', reduceTargets],
  'targets-received': ['at-desk', reduceTargets],
  'targets-failed': ['at-desk', reduceTargets],
  retrieve: ['online', reduceRetrieve],
  dial: ['online', reduceDial],
  'dial-accepted': ['at-desk', reduceDial],
  'dial-failed': ['at-desk', reduceDial],
  'clear-dial-error': ['at-desk', reduceDial],
  'write-notes': ['at-desk', reduceDraft],
  'save-draft': ['at-desk', reduceDraft],
  'draft-due': ['at-desk', reduceDraft],
  'draft-saved': ['at-desk', reduceDraft],
  'draft-failed': ['at-desk', reduceDraft],
  'complete-wrap-up': ['online', reduceDraft],
  'wrap-up-completed': ['at-desk', reduceDraft],
  'wrap-up-failed': ['at-desk', reduceDraft],
  'fix-readiness': ['at-desk', (state, { at }) => fixReadiness(state, at)],
  'dismiss-notice': [
    'at-desk',
    (state) => stay(state.notice === null ? state : { ...state, notice: null }),
  ],
  woken: ['at-desk', (state, { at }) => reconnectAll(state, at)],
  'page-leaving': ['at-desk', leavePage],
  tick: ['always', tick],
}

function route(state: State, event: AppEvent): Step {
  // The cast: TypeScript cannot see that the owner found by an event's kind takes that very event.
  const [when, reduce] = owners[event.kind] as Owner<AppEvent>
  const isHere = when === 'always' || (when === 'online' ? isSignedIn(state) : isAtDesk(state))
  return isHere ? reduce(state, event) : stay(state)
}

function isSignedIn({ session }: State): boolean {
  return session.kind === 'signed-in'
}

function isAtDesk(state: State): boolean {
  return isSignedIn(state) || state.session.kind === 'lost'
}

/** TaskRouter may have offered it to this very desk meanwhile: then to answer is to have it back. */
function reduceRetrieve(
  state: State,
  event: Stamped<Extract<DialEvent, { kind: 'retrieve' }>>,
): Step {
  const { call } = state
  const here = call.kind === 'incoming' && isRinging(call) && call.callId === event.callId
  if (!here) return reduceDial(state, event)
  return reduceCallIntent(state, { kind: 'answer', callId: event.callId, at: event.at })
}

function tick(state: State, { at }: { readonly at: number }): Step {
  if (!isAtDesk(state)) return tickSession(state, at)
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
