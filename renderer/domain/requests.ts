import type { CallSnapshot, DeskSnapshot } from '../../server/contract/desk.ts'
import { selfOf, snapshotOf } from './call.ts'
import { hungUp } from './commands.ts'
import type { RequestEvent, Stamped } from './events.ts'
import { isAnswered, sameRequest, sameSubject, whoOf, commandOf } from './request.ts'
import type { Pending, Request } from './request.ts'
import type { State } from './state.ts'
import { go, ignore, stay, type Step } from './step.ts'
import { withTrouble } from './trouble.ts'

/** After that a request that nothing has answered is no longer shown as asked for. */
const FORGET_AFTER_MS = 20_000

/** Transfers, conferences and leaving: asked at once, shown as asked, answered by a snapshot. */
export function reduceRequest(state: State, event: Stamped<RequestEvent>): Step {
  switch (event.kind) {
    case 'request':
      return ask(state, event.request, event.at)
    case 'request-settled':
      return settled(state, event)
    default:
      return ignore(state, event)
  }
}

function ask(state: State, request: Request, at: number): Step {
  const call = snapshotOf(state, request.callId)
  if (call === null || !fits(call, request) || !isFree(state.requests, request)) return stay(state)
  const pending: Pending = {
    request,
    at,
    settled: false,
    before: call,
    who: whoOf(state, call, request),
  }
  const others = state.requests.filter((item) => !sameSubject(item.request, request))
  return go(
    {
      ...state,
      requests: [...others, pending],
      commands: { ...state.commands, trouble: null },
    },
    { kind: 'request', request },
  )
}

/** Whether the conversation as we know it has what the request is about. */
function fits(call: CallSnapshot, request: Request): boolean {
  if (call.state.kind === 'ended') return false
  switch (request.about) {
    case 'transfer':
      return call.transfer === null
    case 'transfer-step':
      return call.transfer !== null && call.transfer.pending !== request.step
    case 'party': {
      const party = call.parties.find((item) => item.partyId === request.partyId)
      if (party === undefined || party.state === 'left') return false
      return !(party.self && request.step === 'remove')
    }
    case 'add':
    case 'leave':
      return true
    default: {
      const impossible: never = request
      return impossible
    }
  }
}

/** A later request takes the place of an earlier one only where it undoes it. */
function isFree(requests: readonly Pending[], request: Request): boolean {
  const before = requests.find((item) => sameSubject(item.request, request))?.request
  if (before === undefined) return true
  if (sameRequest(before, request)) return false
  if (before.about === 'party') return before.step !== 'remove'
  return before.about === 'transfer-step' && 'step' in request && request.step === 'cancel'
}

function settled(
  state: State,
  { request, error, at }: Stamped<Extract<RequestEvent, { kind: 'request-settled' }>>,
): Step {
  const { callId } = request
  const isHangUp = request.about === 'leave' && state.commands.hangUps[callId] !== undefined
  if (isHangUp) return hungUp(state, callId, error, at)
  const pending = state.requests.find((item) => sameRequest(item.request, request))
  if (pending === undefined) return stay(state)
  if (error === null) {
    const requests = state.requests.map((item) =>
      item === pending ? { ...item, settled: true } : item,
    )
    return stay({ ...state, requests })
  }
  const requests = state.requests.filter((item) => item !== pending)
  // A conversation that is over has nobody left to transfer or to leave.
  if (error === 'call-ended') return stay({ ...state, requests })
  return stay(
    withTrouble({ ...state, requests }, callId, {
      command: commandOf(request),
      who: pending.who,
      error,
      at,
    }),
  )
}

/** Drops what a snapshot has answered, and what was asked about calls that are over. */
export function pruneRequests(state: State, desk: DeskSnapshot): State {
  if (state.requests.length === 0) return state
  const requests = state.requests.filter((pending) => {
    const call = desk.calls.find((item) => item.callId === pending.request.callId)
    return call !== undefined && call.state.kind !== 'ended' && !isAnswered(pending, call)
  })
  return { ...state, requests }
}

export function tickRequests(state: State, at: number): Step {
  const requests = state.requests.filter((pending) => at - pending.at < FORGET_AFTER_MS)
  return requests.length === state.requests.length ? stay(state) : stay({ ...state, requests })
}

/**
 * True while our own leg may end without being lost: we asked to leave, the transfer is being completed,
 * or it is a cold one, which takes us out as soon as the target answers.
 */
export function mayBeTakenOut(state: State, call: CallSnapshot): boolean {
  if (call.transfer?.kind === 'cold' || call.transfer?.pending === 'complete') return true
  if (selfOf(call)?.state === 'left') return true
  return state.requests.some(({ request }) => {
    if (request.callId !== call.callId) return false
    if (request.about === 'transfer') return request.kind === 'cold'
    return request.about === 'leave' || ('step' in request && request.step === 'complete')
  })
}
