import type { Activity, WorkerState } from '../model/connection-state.ts'
import { fetchAccess, rebuildWith } from './access.ts'
import type { WorkerEvent } from '../model/events.ts'
import { withNotice, withoutMissed } from '../notice.ts'
import { outageOf, withRebuild, withLateness, beginOutage } from './outage.ts'
import type { State } from '../model/state.ts'
import { stay, type EventHandlers, type EventOf, type Step } from '../model/step.ts'

/** The SDK connects again by itself. A Worker that is still away by then is built again. */
const TIMEOUT_MS = 30_000
/** A missed call and the Activity that it causes reach us on two connections, in any order. */
const MISSED_WINDOW_MS = 10_000

export const workerHandlers: EventHandlers<WorkerEvent> = {
  'worker-ready': (state, { activities, ...now }) =>
    withActivity(withWorker(state, { link: { kind: 'connected' }, activities }), now),
  'worker-activity': withActivity,
  // The SDK reports each failed attempt: they are one outage.
  'worker-disconnected': (state, { at }) => {
    const outage = outageOf(state.worker.link) ?? beginOutage(at, TIMEOUT_MS)
    return stay(withWorker(state, { link: { kind: 'disconnected', outage } }))
  },
  'worker-token-expired': (state, { at }) => fetchAccess(state, at),
}

function withActivity(
  state: State,
  { current, since, at }: Pick<EventOf<'worker-activity'>, 'current' | 'since' | 'at'>,
): Step {
  const { worker } = state
  const confirmed = worker.pending?.sid === current.sid
  const movedByOthers =
    worker.current !== null &&
    worker.current.sid !== current.sid &&
    !confirmed &&
    !current.available
  const back = worker.current?.available === false && current.available
  const next = withWorker(back ? withoutMissed(state) : withStatusNotice(state, current, at), {
    current,
    since: since ?? null,
    pending: confirmed ? null : worker.pending,
    moved: movedByOthers ? { at, name: current.name } : worker.moved,
  })
  const raised = state.notice
  if (!movedByOthers || raised?.notice.kind !== 'missed') return stay(next)
  if (at - raised.at > MISSED_WINDOW_MS) return stay(next)
  return stay(
    withNotice(next, { ...raised.notice, activityName: current.name }, raised.at, raised.callId),
  )
}

/** The Activity into which a call missed at `at` has put the agent, if it is known. */
export function movedBecauseOfMissedCall(state: State, at: number): string | null {
  const { moved } = state.worker
  return moved !== null && at - moved.at <= MISSED_WINDOW_MS ? moved.name : null
}

/** The agent has stopped the calls: said for a moment, with the way back. A missed call is not covered by it. */
function withStatusNotice(state: State, current: Activity, at: number): State {
  const { current: before, pending } = state.worker
  const stopped = before?.available === true && !current.available && pending?.sid === current.sid
  if (!stopped || state.notice?.notice.kind === 'missed') return state
  return withNotice(state, { kind: 'status-changed', name: current.name, undo: before.sid }, at)
}

export function tickWorker(state: State, at: number): Step {
  const { link } = state.worker
  if (!('outage' in link)) return stay(state)
  const outage = withLateness(link.outage, at)
  const aged = outage === link.outage ? state : withWorker(state, { link: { ...link, outage } })
  return at < outage.rebuildAt ? stay(aged) : rebuildWorker(aged, at)
}

export function rebuildWorker(state: State, at: number): Step {
  const outage = withRebuild(outageOf(state.worker.link), at, TIMEOUT_MS)
  return rebuildWith(withWorker(state, { link: { kind: 'connecting', outage } }), 'worker', at)
}

/** A Worker's link that begins to connect at `at`. */
export function connecting(at: number): WorkerState['link'] {
  return { kind: 'connecting', outage: beginOutage(at, TIMEOUT_MS) }
}

function withWorker(state: State, change: Partial<WorkerState>): State {
  return { ...state, worker: { ...state.worker, ...change } }
}
