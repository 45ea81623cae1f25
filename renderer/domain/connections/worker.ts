import type { WorkerState } from '../model/connection-state.ts'
import { assertNever } from '../../../server/contract/assert-never.ts'
import { fetchAccess, rebuildWith } from './access.ts'
import type { PresenceEvent, Stamped, WorkerEvent } from '../model/events.ts'
import type { Activity } from '../model/connection-state.ts'
import { withoutMissed } from '../notice.ts'
import { withRebuild, withLateness, beginOutage, type Outage } from './outage.ts'
import type { State } from '../model/state.ts'
import { go, stay, type Step } from '../model/step.ts'

/** The SDK connects again by itself; a Worker that has not come back by then is built again. */
const TIMEOUT_MS = 30_000
/** A missed call and the move that it causes reach us by two roads, in either order. */
const MISSED_WINDOW_MS = 10_000

export function reduceWorker(state: State, event: Stamped<WorkerEvent>): Step {
  switch (event.kind) {
    case 'worker-ready':
      return withActivity(
        {
          ...state,
          worker: { ...state.worker, link: { kind: 'connected' }, activities: event.activities },
        },
        event.current,
        event.at,
      )
    case 'worker-activity':
      return withActivity(state, event.current, event.at)
    case 'worker-disconnected':
      return stay(
        withLink(state, { kind: 'disconnected', outage: outageOf(state) ?? begin(event.at) }),
      )
    case 'worker-token-expired':
      return fetchAccess(state, event.at)
    default:
      return assertNever(event)
  }
}

function withActivity(state: State, current: Activity, at: number): Step {
  const { worker } = state
  const confirmed = worker.pending?.sid === current.sid
  const movedByOthers =
    worker.current !== null &&
    worker.current.sid !== current.sid &&
    !confirmed &&
    !current.available
  const back = worker.current?.available === false && current.available
  const next: State = {
    ...(back ? withoutMissed(state) : state),
    worker: {
      ...worker,
      current,
      pending: confirmed ? null : worker.pending,
      moved: movedByOthers ? { at, name: current.name } : worker.moved,
    },
  }
  const raised = state.notice
  if (!movedByOthers || raised?.notice.kind !== 'missed') return stay(next)
  if (at - raised.at > MISSED_WINDOW_MS) return stay(next)
  return stay({
    ...next,
    notice: { ...raised, notice: { ...raised.notice, activityName: current.name } },
  })
}

/** Where a call missed at `at` has put the agent, as far as it is known. */
export function movedBecauseOfMissedCall(state: State, at: number): string | null {
  const { moved } = state.worker
  return moved !== null && at - moved.at <= MISSED_WINDOW_MS ? moved.name : null
}

export function reducePresence(state: State, event: Stamped<PresenceEvent>): Step {
  const { worker } = state
  switch (event.kind) {
    case 'set-activity': {
      const asked = worker.activities.find((activity) => activity.sid === event.sid)
      if (asked === undefined || worker.pending?.sid === asked.sid) return stay(state)
      if (worker.link.kind !== 'connected') return stay(withRefusedActivity(state, event.at))
      if (worker.pending === null && worker.current?.sid === asked.sid) return stay(state)
      return go(
        { ...state, worker: { ...worker, pending: asked } },
        { kind: 'worker-set-activity', sid: asked.sid },
      )
    }
    case 'set-activity-failed':
      return worker.pending?.sid === event.sid
        ? stay(withRefusedActivity({ ...state, worker: { ...worker, pending: null } }, event.at))
        : stay(state)
    default:
      return assertNever(event)
  }
}

function withRefusedActivity(state: State, at: number): State {
  return { ...state, notice: { notice: { kind: 'failed', what: 'presence' }, at } }
}

export function tickWorker(state: State, at: number): Step {
  const { link } = state.worker
  if (!('outage' in link)) return stay(state)
  const outage = withLateness(link.outage, at)
  const aged = outage === link.outage ? state : withLink(state, { ...link, outage })
  return at < outage.rebuildAt ? stay(aged) : rebuildWorker(aged, at)
}

/** Connects the Worker again. */
export function rebuildWorker(state: State, at: number): Step {
  const before = outageOf(state)
  const outage = before === null ? begin(at) : withRebuild(before, at, TIMEOUT_MS)
  return rebuildWith(withLink(state, { kind: 'connecting', outage }), 'worker', at)
}

/** A Worker's link that begins to connect at `at`. */
export function connecting(at: number): WorkerState['link'] {
  return { kind: 'connecting', outage: begin(at) }
}

function begin(at: number): Outage {
  return beginOutage(at, TIMEOUT_MS)
}

/** The SDK tells of each attempt that fails: they are one outage. */
function outageOf({ worker: { link } }: State): Outage | null {
  return 'outage' in link ? link.outage : null
}

function withLink(state: State, link: WorkerState['link']): State {
  return { ...state, worker: { ...state.worker, link } }
}
