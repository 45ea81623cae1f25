import type { CallSnapshot, DeskSnapshot } from '../../server/contract/desk.ts'
import { callIdOfLeg, callIn, isTalking, liveCallIds, snapshotOf } from './calls/local-call.ts'
import { canControlCall, partyOf, selfOf } from './calls/parties.ts'
import { labelOf } from './calls/request.ts'
import { resumeAccess } from './connections/access.ts'
import { followAlerts } from './calls/alerts.ts'
import { askAgain, pruneCommands } from './calls/commands.ts'
import { pruneDrafts, withoutDraft } from './wrap-up/drafts.ts'
import type { LinkEvent } from './model/events.ts'
import { noticeOwnCalls } from './calls/rejoin.ts'
import { noticeWentOn, pruneReturns } from './calls/returning.ts'
import { pruneRequests } from './calls/requests.ts'
import { withNotice, withoutMissed } from './notice.ts'
import { renewRefused } from './session/session.ts'
import { hangUpLegs, isActive, legsOf } from './calls/second-call.ts'
import type { State } from './model/state.ts'
import { andThen, go, stay, type EventHandlers, type EventOf, type Step } from './model/step.ts'

export const linkHandlers: EventHandlers<LinkEvent> = {
  'server-link': onLinkChange,
  'server-refused': (state, { at }) => renewRefused(state, at),
  desk: onSnapshot,
  'desk-unreadable': (state) => stay({ ...state, link: { ...state.link, unreadable: true } }),
}

/**
 * A new connection needs a new report. It may lead to a server with another counter of snapshots, so the revision
 * begins again.
 */
function onLinkChange(state: State, { state: linkState, at }: EventOf<'server-link'>): Step {
  if (linkState === state.link.state) return stay(state)
  const link = { ...state.link, state: linkState, revision: 0 }
  const next: State = { ...state, link, reported: null }
  if (linkState !== 'connected') return stay(next)
  // Another server may have taken its place, newer or older.
  return andThen(
    resumeAccess(next, at),
    (resumed) => go(resumed, { kind: 'session-welcome' }),
    (resumed) => askAgain(resumed, at, 0),
  )
}

function onSnapshot(state: State, { snapshot, at }: EventOf<'desk'>): Step {
  const before = state.link.desk
  const { revision, serverTime } = snapshot
  if (revision < state.link.revision) return stay(state)
  const clockOffsetMs = steady(state.link.clockOffsetMs, Date.parse(serverTime) - at)
  const link = { ...state.link, desk: snapshot, revision, clockOffsetMs, unreadable: false }
  let next: State = { ...state, link }
  next = pruneCommands(next, snapshot, at)
  next = followAlerts(next, before, at)
  next = pruneRequests(next, snapshot)
  next = pruneDrafts(next, snapshot)
  next = pruneCompleting(next, snapshot)
  next = pruneDropped(next, snapshot)
  next = pruneReturns(next, snapshot)
  next = noticeWentOn(next, snapshot)
  next = noticeOwnCalls(next, before, snapshot)
  next = forgetBefore(next, before, snapshot)
  next = noticeOutcome(next, before, snapshot, at)
  next = noticeAbandoned(next, before, snapshot, at)
  next = noticeHandedOver(state, next, snapshot, at)
  return releaseOverLegs(next)
}

/** Below this, the clocks have not drifted: a snapshot was only longer or shorter on its way. */
const DRIFT_MS = 200

/** Every clock on the screens follows the offset, so it stays as it was when it is right enough. */
function steady(before: number, offset: number): number {
  return Math.abs(offset - before) < DRIFT_MS ? before : offset
}

function pruneCompleting(state: State, snapshot: DeskSnapshot): State {
  const { completing } = state
  const open = snapshot.wrapUps.some((wrapUp) => wrapUp.callId === completing?.callId)
  if (completing === null || open) return state
  // The snapshot may come before the reply to the command; in both cases nothing is left to save.
  return { ...withoutDraft(state, completing.callId), completing: null }
}

function pruneDropped(state: State, snapshot: DeskSnapshot): State {
  if (state.dropped.length === 0) return state
  const live = liveCallIds(snapshot)
  return { ...state, dropped: state.dropped.filter((callId) => live.has(callId)) }
}

/** A conversation has begun, so a missed call is old. */
function forgetBefore(state: State, before: DeskSnapshot | null, snapshot: DeskSnapshot): State {
  const begun = snapshot.calls.some(
    (call) => isActive(call) && !isActive(callIn(before, call.callId)),
  )
  return begun ? withoutMissed(state) : state
}

/** Shows how an outbound call failed when no after-call work shows it; takes back *missed* for a call that was answered. */
function noticeOutcome(
  state: State,
  before: DeskSnapshot | null,
  snapshot: DeskSnapshot,
  at: number,
): State {
  const raised = state.notice?.notice
  const missed = raised?.kind === 'missed' ? callIn(snapshot, raised.callId) : null
  const answered = missed?.state.kind === 'active' || missed?.state.kind === 'connecting'
  const kept = answered ? { ...state, notice: null } : state
  const ended = snapshot.calls.find(
    (call) =>
      call.state.kind === 'ended' &&
      wasLive(before, call) &&
      !snapshot.wrapUps.some((wrapUp) => wrapUp.callId === call.callId),
  )
  if (ended?.state.kind !== 'ended' || !wasPlacedHere(ended)) return kept
  const { reason } = ended.state
  const isKnown =
    reason === 'agent-hung-up' || reason === 'customer-hung-up' || reason === 'transferred'
  return isKnown ? kept : withNotice(kept, { kind: 'ended', reason }, at, ended.callId)
}

/** The agent called somebody; a teammate who calls a queue is its customer. */
function wasPlacedHere(call: CallSnapshot): boolean {
  if (call.direction === 'inbound') return false
  return canControlCall(call) || selfOf(call)?.joinedHow === 'called'
}

/** The caller hung up just after our answer: no after-call work shows why the call is gone. */
function noticeAbandoned(
  state: State,
  before: DeskSnapshot | null,
  snapshot: DeskSnapshot,
  at: number,
): State {
  const given = legsOf(state).some((leg) => {
    if (!isTalking(leg) || leg.direction !== 'inbound') return false
    const callId = callIdOfLeg(state, leg)
    return isAbandoned(snapshot, callId) && before !== null && !isAbandoned(before, callId)
  })
  return given ? withNotice(state, { kind: 'ended', reason: 'customer-hung-up' }, at) : state
}

function isAbandoned({ recent }: DeskSnapshot, id: string | null): boolean {
  return recent.some(({ callId, outcome }) => callId === id && outcome === 'abandoned')
}

/** The call went on without us; the notice says who has it. */
function noticeHandedOver(before: State, next: State, snapshot: DeskSnapshot, at: number): State {
  const gone = snapshot.calls.find(
    (call) =>
      call.state.kind === 'ended' &&
      call.state.reason === 'transferred' &&
      wasLive(before.link.desk, call),
  )
  const to = gone === undefined ? null : newHolderOf(before, gone)
  if (gone === undefined || to === null) return next
  return withNotice(next, { kind: 'transferred', to }, at, gone.callId)
}

/**
 * Who has the call that went on without us: the transfer's target, the queue of the request, else the party that
 * stayed with the customer. Null if none of them has a name or number.
 */
function newHolderOf(before: State, gone: CallSnapshot): string | null {
  const last = snapshotOf(before, gone.callId)
  const targetId = last?.transfer?.partyId
  const target = partyOf(last ?? gone, targetId) ?? partyOf(gone, targetId)
  const asked = before.requests.find(
    ({ request }) => request.callId === gone.callId && request.about === 'transfer',
  )
  const others = [...gone.parties, ...(last?.parties ?? [])]
  const left = others.find((party) => !party.self && party.state === 'connected' && labelOf(party))
  return labelOf(target) ?? asked?.who ?? labelOf(left)
}

function wasLive(before: DeskSnapshot | null, call: CallSnapshot): boolean {
  const earlier = callIn(before, call.callId)
  return earlier !== null && earlier.state.kind !== 'ended'
}

/** A call that is over must not keep the microphone open. */
function releaseOverLegs(state: State): Step {
  const over = legsOf(state).filter(
    (leg) =>
      (leg.kind === 'open' || leg.kind === 'reconnecting') &&
      snapshotOf(state, callIdOfLeg(state, leg))?.state.kind === 'ended',
  )
  return hangUpLegs(state, over)
}
