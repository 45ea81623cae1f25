import { assertNever } from '../../../server/contract/assert-never.ts'
import type { CallSnapshot, DeskSnapshot } from '../../../server/contract/desk.ts'
import { callIdOf, callIn, snapshotOf } from './local-call.ts'
import { counterpartOf, partyOf, selfOf } from './parties.ts'
import { onHangUpSettled } from './commands.ts'
import type { RequestEvent } from '../model/events.ts'
import type { FailureCode } from '../model/failure-code.ts'
import { isAnswered, isSameRequest, isSameSubject, subjectName, commandOf } from './request.ts'
import type { PendingRequest, Request } from '../model/request.ts'
import { canSwitchTo, isActive, isHangingUp, swapLegs } from './second-call.ts'
import type { State } from '../model/state.ts'
import { go, stay, type EventHandlers, type EventOf, type Step } from '../model/step.ts'
import { withoutAlerts } from './alerts.ts'
import { withCommandFailure } from './failed-command.ts'

/** After that, an unanswered request is no longer shown as pending. */
const FORGET_AFTER_MS = 20_000

/** Transfers, conferences, second calls and recordings: shown as pending at once, answered by a snapshot. */
export const requestHandlers: EventHandlers<RequestEvent> = {
  request: onRequest,
  'request-settled': onSettled,
}

function onRequest(state: State, { request, at }: EventOf<'request'>): Step {
  const call = snapshotOf(state, request.callId)
  if (call === null || !isPossible(state, call, request)) return stay(state)
  if (!isFree(state.requests, request)) return stay(state)
  // The other call hears the agent at once, before the server has switched the holds.
  return send(request.about === 'switch' ? swapLegs(state) : state, call, request, at)
}

/** Resumes the call in focus after the newer one never connected. */
export function resumeFocused(state: State, at: number): Step {
  const call = snapshotOf(state, callIdOf(state))
  return call === null
    ? stay(state)
    : send(state, call, { about: 'switch', callId: call.callId }, at)
}

function send(state: State, call: CallSnapshot, request: Request, at: number): Step {
  const pending: PendingRequest = {
    request,
    at,
    settled: false,
    before: call,
    otherBefore: request.about === 'merge' ? snapshotOf(state, request.otherCallId) : null,
    who: subjectName(state, call, request),
  }
  const others = state.requests.filter((item) => !isSameSubject(item.request, request))
  const next = { ...withoutAlerts(state), requests: [...others, pending] }
  return go(next, { kind: 'request', request })
}

/** Whether the call, as far as it is known here, allows the request. */
function isPossible(state: State, call: CallSnapshot, request: Request): boolean {
  if (call.state.kind === 'ended') return false
  switch (request.about) {
    case 'transfer':
      return call.transfer === null
    case 'transfer-step':
      return call.transfer !== null && call.transfer.pending !== request.step
    case 'party': {
      const party = partyOf(call, request.partyId)
      if (party === undefined || party.state === 'left') return false
      return !(party.self && request.step === 'remove')
    }
    case 'add':
    case 'leave':
      return true
    case 'switch':
      return canSwitchTo(state, request.callId)
    case 'merge': {
      const other = snapshotOf(state, request.otherCallId)
      return call !== other && isActive(call) && isActive(other)
    }
    case 'recording':
      return call.recording !== null && call.recording.pending !== request.step
    default:
      return assertNever(request)
  }
}

/** A request replaces an earlier one only when it reverses it. */
function isFree(requests: readonly PendingRequest[], request: Request): boolean {
  const before = requests.find((item) => isSameSubject(item.request, request))?.request
  if (before === undefined) return true
  if (isSameRequest(before, request)) return false
  if (before.about === 'party') return before.step !== 'remove'
  if (before.about === 'recording') return true
  return before.about === 'transfer-step' && 'step' in request && request.step === 'cancel'
}

function onSettled(state: State, { request, error, at }: EventOf<'request-settled'>): Step {
  const { callId } = request
  if (request.about === 'leave' && isHangingUp(state, callId)) {
    return onHangUpSettled(state, callId, error, at)
  }
  const pending = state.requests.find((item) => isSameRequest(item.request, request))
  if (pending === undefined) return stay(state)
  if (error === null && request.about !== 'switch') {
    const settled = { ...pending, settled: true }
    const requests = state.requests.map((item) => (item === pending ? settled : item))
    return stay({ ...state, requests })
  }
  const next = { ...state, requests: state.requests.filter((item) => item !== pending) }
  if (error === null) return stay(next)
  if (request.about === 'switch') return stay(withSwitchFailure(next, pending, error, at))
  // A call that is over has nobody left to transfer.
  if (error === 'call-ended') return stay(next)
  const failed = { command: commandOf(request), who: pending.who, error, at }
  return stay(withCommandFailure(next, callId, failed))
}

/** The server has refused to resume the other call: all is as it was. */
function withSwitchFailure(
  state: State,
  { request, before }: PendingRequest,
  error: FailureCode,
  at: number,
): State {
  const { callId } = request
  const failed = { command: 'resume', error, at } as const
  if (state.setAside.kind === 'none' || callIdOf(state) !== callId) {
    return withCommandFailure(state, callId, { ...failed, who: null })
  }
  // Shown at the call in hand, with the name of the one that was not resumed.
  const next = swapLegs(state)
  const other = counterpartOf(before)
  const who = other?.name ?? other?.number ?? null
  return withCommandFailure(next, callIdOf(next) ?? callId, { ...failed, who })
}

/** Drops requests that a snapshot answers, and those of calls that are over. */
export function pruneRequests(state: State, desk: DeskSnapshot): State {
  if (state.requests.length === 0) return state
  const requests = state.requests.filter((pending) => {
    const { request } = pending
    const call = callIn(desk, request.callId)
    if (call === null || call.state.kind === 'ended') return false
    const other = 'otherCallId' in request ? request.otherCallId : null
    return !isAnswered(pending, call, callIn(desk, other))
  })
  return { ...state, requests }
}

export function tickRequests(state: State, at: number): Step {
  const requests = state.requests.filter((pending) => at - pending.at < FORGET_AFTER_MS)
  return requests.length === state.requests.length ? stay(state) : stay({ ...state, requests })
}

/**
 * True while our own leg may end on purpose: we leave, the transfer completes, a cold transfer waits for its target,
 * or a merge moves the call into another.
 */
export function canLegEnd(state: State, call: CallSnapshot): boolean {
  if (call.transfer?.kind === 'cold' || call.transfer?.pending === 'complete') return true
  if (selfOf(call)?.state === 'left') return true
  return state.requests.some(({ request }) => {
    if (request.about === 'merge' && request.otherCallId === call.callId) return true
    if (request.callId !== call.callId) return false
    if (request.about === 'transfer') return request.kind === 'cold'
    return request.about === 'leave' || ('step' in request && request.step === 'complete')
  })
}
