import { assertNever } from '../../server/contract/assert-never.ts'
import type {
  AppView,
  DiallerView,
  HandedOverView,
  NoticeView,
  SessionView,
} from '../view/app-view.ts'
import { callIdOf, isTalking, snapshotOf } from '../domain/calls/local-call.ts'
import { outdatedOf, readinessFailureOf } from '../domain/connections/readiness.ts'
import type { State } from '../domain/model/state.ts'
import { selectCalls } from './select-calls.ts'
import { selectPresence, selectReadiness } from './select-readiness.ts'
import { selectSecondCall } from './select-second-call.ts'
import { selectStage } from './select-stage.ts'

const NOTHING_TODAY = { calls: 0, averageHandleSeconds: 0 }

/** Everything that the screens show of a state. */
export function selectView(state: State): AppView {
  const { desk } = state.link
  const calls = selectCalls(state)
  return {
    session: selectSession(state),
    presence: selectPresence(state),
    readiness: selectReadiness(state),
    microphoneHelp: state.microphoneHelp === 'shown',
    stage: selectStage(state, calls),
    secondCall: selectSecondCall(state, calls),
    handedOver: selectHandedOver(state),
    dialler: selectDialler(state),
    targets: state.targets,
    recent: desk?.recent ?? [],
    today: desk?.today ?? NOTHING_TODAY,
    waiting: desk?.waiting ?? null,
    notice: selectNotice(state),
    clockOffsetMs: state.link.clockOffsetMs,
  }
}

function selectSession(state: State): SessionView {
  const { session, page } = state
  switch (session.kind) {
    case 'restoring':
      return { kind: 'restoring' }
    case 'signed-out':
      return {
        kind: 'signed-out',
        busy: session.busy,
        error: session.error,
        demoAccounts: page.demoAccounts,
        outdated: outdatedOf(state),
        server: page.server,
      }
    case 'signed-in':
      return {
        kind: 'signed-in',
        displayName: session.agent.displayName,
        remembered: session.remembered,
      }
    case 'lost': {
      const { displayName, username } = session.agent
      const demo = page.demoAccounts.some((account) => account.username === username)
      const { because, busy, error } = session
      return { kind: 'lost', displayName, username, demo, because, busy, error }
    }
    default: {
      return assertNever(session)
    }
  }
}

/** While our leg connects, the server may still show a retrieved customer in the queue. */
export function selectHandedOver(state: State): readonly HandedOverView[] {
  const { call, dial, link } = state
  const ours = isTalking(call) ? callIdOf(state) : null
  const asked = dial.kind === 'asking' ? dial.retrieves : ours
  const here = call.kind === 'connecting' ? null : ours
  const waiting = (link.desk?.handedOver ?? []).filter(({ callId }) => callId !== here)
  return waiting.map(
    ({ callId, customerName: name, customerNumber: number, queueName, since }) => ({
      callId,
      name,
      number,
      queueName,
      since,
      pending: callId === asked,
    }),
  )
}

function selectDialler(state: State): DiallerView {
  const { call, dial, link } = state
  const ownLegAlone =
    call.kind === 'connecting' &&
    call.direction === 'outbound' &&
    snapshotOf(state, call.callId) === null
  return {
    callerIds: link.desk?.callerIds ?? [],
    country: link.desk?.country ?? '',
    dialing: dial.kind === 'asking' || ownLegAlone,
    error: dial.kind === 'failed' ? dial.error : null,
  }
}

/** A missed call goes first: after it, nothing brings the agent back by itself. */
function selectNotice(state: State): NoticeView | null {
  const notice = state.notice?.notice
  const takenOut = state.link.desk?.takenOut ?? null
  if (takenOut !== null && notice?.kind !== 'missed') {
    return { kind: takenOut.back ? 'brought-back' : 'taken-out', reason: takenOut.reason }
  }
  if (notice === undefined) return null
  if (notice.kind === 'not-reachable') {
    const why = readinessFailureOf(state)
    return why === null ? null : { ...notice, why }
  }
  if (notice.kind !== 'missed') return notice
  const { kind, callerNumber, activityName } = notice
  return { kind, callerNumber, activityName }
}
