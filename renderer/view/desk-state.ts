import { timeText, type StateTime } from '../../electron/contract/state-time.ts'
import { customerOf, selfOf } from '../domain/calls/parties.ts'
import type { ReadinessFailure } from '../domain/connections/readiness.ts'
import type { Messages } from '../i18n/en.ts'
import type { ActiveCallView, AppView } from './app-view.ts'

export type NotReachable = ReadinessFailure | 'taken-out' | 'signed-out'

/** What is true of the desk now, the most urgent first. */
type Now =
  | { readonly kind: 'ringing' }
  | { readonly kind: 'calling' | 'connecting' | 'on-a-call' }
  | { readonly kind: 'on-hold'; readonly who: 'customer' | 'self' }
  | { readonly kind: 'wrap-up' | 'wrap-up-overdue' }
  | { readonly kind: 'not-reachable'; readonly why: NotReachable }
  | { readonly kind: 'getting-ready' }
  /** `name`: of the Activity. */
  | { readonly kind: 'available' | 'away'; readonly name: string }
  | { readonly kind: 'signed-out' }

type Timed = Now & { readonly time: StateTime | null }

/** What comes after it. */
export type Following =
  | { readonly kind: 'activity'; readonly name: string }
  | { readonly kind: 'not-reachable'; readonly why: NotReachable }

export type DeskState = Timed & {
  /** No one hears the agent on the current call. */
  readonly muted: boolean
  readonly next: Following | null
  /** The colour, by the names of the badge. */
  readonly tone: 'neutral' | 'available' | 'talking' | 'hold' | 'wrap-up' | 'danger'
}

const tones: Readonly<Record<Now['kind'], DeskState['tone']>> = {
  ringing: 'available',
  calling: 'talking',
  connecting: 'talking',
  'on-a-call': 'talking',
  'on-hold': 'hold',
  'wrap-up': 'wrap-up',
  'wrap-up-overdue': 'danger',
  'not-reachable': 'danger',
  'getting-ready': 'neutral',
  available: 'available',
  away: 'neutral',
  'signed-out': 'neutral',
}

/** The one status of the desk, which every place shows. `now`: milliseconds on the server's clock. */
export function deskStateOf(view: AppView, now: number): DeskState {
  const busy = busyWith(view, now)
  const state = busy ?? between(view)
  return {
    ...state,
    muted: isMuted(view),
    next: busy === null ? afterIdle(view, state) : afterCall(view),
    tone: tones[state.kind],
  }
}

/** The ring, the call or the wrap-up that the agent has in hand. */
function busyWith({ session, stage }: AppView, now: number): Timed | null {
  if (session.kind !== 'signed-in' && session.kind !== 'lost') return null
  switch (stage.kind) {
    case 'idle':
      return null
    case 'ringing':
      return {
        kind: 'ringing',
        time: stage.deadline === null ? null : { counts: 'down', to: stage.deadline },
      }
    case 'call':
      return onCall(stage)
    case 'wrap-up': {
      const { deadline } = stage.wrapUp
      return Date.parse(deadline) < now
        ? { kind: 'wrap-up-overdue', time: { counts: 'up', from: deadline } }
        : { kind: 'wrap-up', time: { counts: 'down', to: deadline } }
    }
  }
}

function onCall({ call }: ActiveCallView): Timed | null {
  const { state } = call
  switch (state.kind) {
    case 'dialing':
      return { kind: 'calling', time: { counts: 'up', from: state.since } }
    case 'ringing':
    case 'connecting':
      return { kind: 'connecting', time: { counts: 'up', from: state.since } }
    case 'active':
    case 'unknown':
      return onHold(call) ?? { kind: 'on-a-call', time: { counts: 'up', from: state.since } }
    case 'ended':
      return null
  }
}

function onHold(call: ActiveCallView['call']): Timed | null {
  const self = selfOf(call)?.hold
  if (self?.confirmed === true) return held('self', self.since)
  const customer = customerOf(call)?.hold
  return customer?.confirmed === true ? held('customer', customer.since) : null
}

function held(who: 'customer' | 'self', from: string): Timed {
  return { kind: 'on-hold', who, time: { counts: 'up', from } }
}

/** No one hears the agent on the current call: muted here, or by another desk. */
export function isMuted({ stage }: AppView): boolean {
  if (stage.kind !== 'call' || stage.call.state.kind === 'ended') return false
  return stage.muted || selfOf(stage.call)?.mute.confirmed === true
}

/** Without a call: whether calls reach the desk, then the Activity. */
function between(view: AppView): Timed {
  const { session, presence, readiness } = view
  if (session.kind === 'signed-out') return { kind: 'signed-out', time: null }
  if (session.kind === 'restoring') return { kind: 'getting-ready', time: null }
  const why = notReachable(view)
  if (why !== null) {
    const from = why === 'taken-out' ? readiness.takenOutSince : null
    return { kind: 'not-reachable', why, time: since(from) }
  }
  const { current } = presence
  if (!readiness.ready || current === null) return { kind: 'getting-ready', time: null }
  return {
    kind: current.available ? 'available' : 'away',
    name: current.name,
    time: since(presence.since),
  }
}

function since(from: string | null): StateTime | null {
  return from === null ? null : { counts: 'up', from }
}

function notReachable({ session, readiness }: AppView): NotReachable | null {
  if (session.kind === 'lost') return 'signed-out'
  return readiness.failure ?? (readiness.takenOutSince === null ? null : 'taken-out')
}

/** What comes after a call must be true as well: no calls come while they cannot. */
function afterCall(view: AppView): Following | null {
  const why = notReachable(view)
  return why === null ? chosen(view) : { kind: 'not-reachable', why }
}

function afterIdle(view: AppView, state: Now): Following | null {
  switch (state.kind) {
    case 'available':
    case 'away':
      return view.presence.pending === null ? null : chosen(view)
    case 'getting-ready':
      return view.session.kind === 'restoring' ? null : chosen(view)
    case 'not-reachable':
      // The server chose the current Activity of an agent that it took out, and brings the agent back to another.
      return state.why === 'taken-out' || state.why === 'signed-out' ? null : chosen(view)
    default:
      return null
  }
}

function chosen({ presence }: AppView): Following | null {
  const activity = presence.pending ?? presence.current
  return activity === null ? null : { kind: 'activity', name: activity.name }
}

/** A state in words, its time such as `7:42`, and what follows. */
export interface StatusText {
  readonly words: string
  readonly time: string | null
  readonly next: string | null
}

export function statusText(state: DeskState, now: number, text: Messages): StatusText {
  const { time, next } = state
  return {
    words: stateWords(state, text),
    time: time === null ? null : timeText(time, now),
    next: next === null ? null : nextText(next, text),
  }
}

function stateWords(state: DeskState, { status }: Messages): string {
  switch (state.kind) {
    case 'on-hold':
      return status.held[state.who]
    case 'not-reachable':
      return status.notReachable(status.why[state.why])
    case 'available':
    case 'away':
      return state.name
    default:
      return status.now[state.kind]
  }
}

function nextText(next: Following, { status }: Messages): string {
  return next.kind === 'activity'
    ? status.next(next.name)
    : status.nextNotReachable(status.why[next.why])
}
