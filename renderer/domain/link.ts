import { assertNever } from '../../server/contract/assert-never.ts'
import type { CallSnapshot, DeskSnapshot } from '../../server/contract/desk.ts'
import { callIdOfLeg, isTalking, snapshotOf } from './calls/local-call.ts'
import { canControlCall, selfOf } from './calls/parties.ts'
import { resumeAccess } from './connections/access.ts'
import { pruneCommands } from './calls/commands.ts'
import { pruneDrafts, withoutDraft } from './wrap-up/drafts.ts'
import type { LinkEvent, Stamped } from './model/events.ts'
import type { LinkState } from './model/connection-state.ts'
import { newHolderOf } from './calls/handed-over.ts'
import { noticeOwnCalls } from './calls/rejoin.ts'
import { pruneRequests } from './calls/requests.ts'
import { withoutMissed, withoutOutcome } from './notice.ts'
import { renewRefused } from './session/session.ts'
import { legsOf } from './calls/second-call.ts'
import type { State } from './model/state.ts'
import { andThen, go, stay, type Step } from './model/step.ts'

export function reduceLink(state: State, event: Stamped<LinkEvent>): Step {
  switch (event.kind) {
    case 'server-link':
      return event.state === state.link.state
        ? stay(state)
        : onLinkChange(state, event.state, event.at)
    case 'server-refused':
      return renewRefused(state, event.at)
    case 'desk':
      return onSnapshot(state, event.snapshot, event.at)
    case 'desk-unreadable':
      return stay({ ...state, link: { ...state.link, unreadable: true } })
    default:
      return assertNever(event)
  }
}

/**
 * What was reported over the old connection proves nothing on the new one. Nor does a new one bring anything that is older:
 * it may be to a server that counts from another store.
 */
function onLinkChange(state: State, linkState: LinkState, at: number): Step {
  const link = { ...state.link, state: linkState, revision: 0 }
  const next: State = { ...state, link, reported: null }
  if (linkState !== 'connected') return stay(next)
  // Another server may have come up in the place of the one before, newer or older than that.
  return andThen(resumeAccess(next, at), (resumed) => go(resumed, { kind: 'session-welcome' }))
}

function onSnapshot(state: State, snapshot: DeskSnapshot, at: number): Step {
  const before = state.link.desk
  if (snapshot.revision < state.link.revision) return stay(state)
  const clockOffsetMs = Date.parse(snapshot.serverTime) - at
  let next: State = {
    ...state,
    link: {
      ...state.link,
      desk: snapshot,
      revision: snapshot.revision,
      clockOffsetMs,
      unreadable: false,
    },
  }
  next = pruneCommands(next, snapshot, at)
  next = pruneRequests(next, snapshot)
  next = pruneDrafts(next, snapshot)
  next = pruneCompleting(next, snapshot)
  next = pruneDropped(next, snapshot)
  next = noticeOwnCalls(next, before, snapshot)
  next = forgetBefore(next, before, snapshot)
  next = noticeOutcome(next, before, snapshot, at)
  next = noticeAbandoned(next, before, snapshot, at)
  next = noticeHandedOver(state, next, snapshot, at)
  return releaseOverLegs(next)
}

function pruneCompleting(state: State, snapshot: DeskSnapshot): State {
  const { completing } = state
  const open = snapshot.wrapUps.some((wrapUp) => wrapUp.callId === completing?.callId)
  if (completing === null || open) return state
  // The proof may come before the reply to the command; either way there is nothing left to save.
  return { ...withoutDraft(state, completing.callId), completing: null }
}

function pruneDropped(state: State, snapshot: DeskSnapshot): State {
  if (state.dropped.length === 0) return state
  const live = new Set(
    snapshot.calls.filter((call) => call.state.kind !== 'ended').map(({ callId }) => callId),
  )
  return { ...state, dropped: state.dropped.filter((callId) => live.has(callId)) }
}

/** Somebody is being talked to: what became of the calls before is no news any more. */
function forgetBefore(state: State, before: DeskSnapshot | null, snapshot: DeskSnapshot): State {
  const begun = snapshot.calls.some(
    (call) =>
      call.state.kind === 'active' &&
      before?.calls.find(({ callId }) => callId === call.callId)?.state.kind !== 'active',
  )
  return begun ? withoutMissed(withoutOutcome(state)) : state
}

/** Tells how an outbound call came to nothing, when no wrap-up will; takes back a call not missed. */
function noticeOutcome(
  state: State,
  before: DeskSnapshot | null,
  snapshot: DeskSnapshot,
  at: number,
): State {
  const raised = state.notice?.notice
  const answered = snapshot.calls.some(
    (call) =>
      raised?.kind === 'missed' &&
      call.callId === raised.callId &&
      (call.state.kind === 'active' || call.state.kind === 'connecting'),
  )
  const kept = answered ? { ...state, notice: null } : state
  const ended = snapshot.calls.find(
    (call) =>
      call.state.kind === 'ended' &&
      wasLive(before, call) &&
      !snapshot.wrapUps.some((wrapUp) => wrapUp.callId === call.callId),
  )
  if (ended?.state.kind !== 'ended' || !wasPlacedHere(ended)) return kept
  const { reason } = ended.state
  if (reason === 'agent-hung-up' || reason === 'customer-hung-up') return kept
  if (reason === 'transferred') return kept
  return { ...kept, notice: { notice: { kind: 'ended', reason }, at } }
}

/** The agent called somebody; a teammate who calls a queue is its customer. */
function wasPlacedHere(call: CallSnapshot): boolean {
  if (call.direction === 'inbound') return false
  return canControlCall(call) || selfOf(call)?.joinedHow === 'called'
}

/** The caller hung up between our answer and the conversation: no wrap-up will say why the call is gone. */
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
  if (!given) return state
  return { ...state, notice: { notice: { kind: 'ended', reason: 'customer-hung-up' }, at } }
}

function isAbandoned({ recent }: DeskSnapshot, id: string | null): boolean {
  return recent.some(({ callId, outcome }) => callId === id && outcome === 'abandoned')
}

/** Says that a conversation went on without us, and who it went to. */
function noticeHandedOver(before: State, next: State, snapshot: DeskSnapshot, at: number): State {
  const gone = snapshot.calls.find(
    (call) =>
      call.state.kind === 'ended' &&
      call.state.reason === 'transferred' &&
      wasLive(before.link.desk, call),
  )
  const to = gone === undefined ? null : newHolderOf(before, gone)
  return to === null ? next : { ...next, notice: { notice: { kind: 'transferred', to }, at } }
}

function wasLive(before: DeskSnapshot | null, call: CallSnapshot): boolean {
  const earlier = before?.calls.find((item) => item.callId === call.callId)
  return earlier !== undefined && earlier.state.kind !== 'ended'
}

/** A conversation that is over keeps no open microphone at this desk. */
function releaseOverLegs(state: State): Step {
  const over = legsOf(state).filter(
    (leg) =>
      (leg.kind === 'open' || leg.kind === 'reconnecting') &&
      snapshotOf(state, callIdOfLeg(state, leg))?.state.kind === 'ended',
  )
  return go(state, ...over.map(({ id }) => ({ kind: 'voice-hang-up', id }) as const))
}
