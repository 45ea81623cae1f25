import { isActive, legsOf } from './calls/second-call.ts'
import { isOffered } from './calls/parties.ts'
import type { CallSnapshot } from '../../server/contract/desk.ts'
import type { Notice, RaisedNotice } from './model/notice.ts'
import type { State } from './model/state.ts'

/** Long enough to read one sentence twice. */
const NEWS_LASTS_MS = 8_000

/** `callId`: the call that it is about; its wrap-up keeps the news on the screen. */
export function withNotice(
  state: State,
  notice: Notice,
  at: number,
  callId: string | null = null,
): State {
  return { ...state, notice: { notice, at, callId } }
}

/** The agent takes calls again, or talks to somebody: the missed call is old. */
export function withoutMissed(state: State): State {
  return state.notice?.notice.kind === 'missed' ? { ...state, notice: null } : state
}

/**
 * News ends with its call, without a call after a few seconds, and always when another call rings or begins: beside
 * another caller it would be false. A hint ends with the first call. What needs the agent stays until it is done.
 */
type Life = 'news' | 'hint' | 'until-done'

function lifeOf(notice: Notice): Life {
  switch (notice.kind) {
    case 'missed':
    case 'not-reachable':
      return 'until-done'
    case 'ended':
    case 'transferred':
    case 'status-changed':
      return 'news'
    case 'failed':
      return lifeOfFailure[notice.what]
    case 'session-only':
    case 'hotkeys-moved':
      return 'hint'
  }
}

const lifeOfFailure: Readonly<Record<Extract<Notice, { kind: 'failed' }>['what'], Life>> = {
  answer: 'news',
  command: 'news',
  hotkeys: 'hint',
  presence: 'until-done',
}

/** The state without a notice whose time is over. */
export function withoutOldNotice(before: State, after: State, at: number): State {
  const { notice } = after
  return notice !== null && isOld(notice, before, after, at) ? { ...after, notice: null } : after
}

function isOld(raised: RaisedNotice, before: State, after: State, at: number): boolean {
  switch (lifeOf(raised.notice)) {
    case 'news':
      return (
        hasCallBegun(before, after) ||
        isWrapUpOver(raised, before, after) ||
        (at - raised.at >= NEWS_LASTS_MS && !isWrapUpShown(raised, after))
      )
    case 'hint':
      return hasCallBegun(before, after)
    case 'until-done':
      return raised.notice.kind === 'failed' && isStatusAsked(before, after)
  }
}

/** A call rings, waits, is dialled, or is up, and did not before. */
function hasCallBegun(before: State, after: State): boolean {
  if (after.dial.kind === 'asking' && before.dial.kind !== 'asking') return true
  const legs = new Set(legsOf(before).map(({ id }) => id))
  if (legsOf(after).some(({ id }) => !legs.has(id))) return true
  const calls = new Set(callsOf(before).map(({ callId }) => callId))
  return callsOf(after).some(({ callId }) => !calls.has(callId))
}

/** Offered or up. */
function callsOf({ link }: State): readonly CallSnapshot[] {
  return (link.desk?.calls ?? []).filter((call) => isOffered(call) || isActive(call))
}

function isWrapUpOver({ callId }: RaisedNotice, before: State, after: State): boolean {
  const has = (state: State) => state.link.desk?.wrapUps.some((each) => each.callId === callId)
  return has(before) === true && has(after) !== true
}

/** The screen shows this call's wrap-up, and no other call. */
function isWrapUpShown({ callId }: RaisedNotice, state: State): boolean {
  return (
    callId !== null && legsOf(state).length === 0 && state.link.desk?.wrapUps[0]?.callId === callId
  )
}

function isStatusAsked({ worker: before }: State, { worker: after }: State): boolean {
  const asked = after.pending !== null && after.pending.sid !== before.pending?.sid
  return asked || after.current?.sid !== before.current?.sid
}
