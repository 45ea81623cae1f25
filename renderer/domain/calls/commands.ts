import type { DeskSnapshot } from '../../../server/contract/desk.ts'
import { liveCallIds, snapshotOf } from './local-call.ts'
import { canControlCall, isOffered } from './parties.ts'
import type { HangUp } from '../model/call-state.ts'
import type { CommandEvent } from '../model/events.ts'
import type { FailureCode } from '../model/failure-code.ts'
import { withNotice } from '../notice.ts'
import { isHangingUp, legOf } from './second-call.ts'
import type { State } from '../model/state.ts'
import { go, stay, andThen, type EventHandlers, type EventOf, type Step } from '../model/step.ts'
import { withoutAlerts } from './alerts.ts'
import { withCommandFailure } from './failed-command.ts'

/** How long the server may take before the agent's own leg ends in any case. */
const HANG_UP_TIMEOUT_MS = 1_500
/** After that, an unconfirmed command is no longer shown as requested. */
const FORGET_AFTER_MS = 20_000
/** The pause before the server is asked again that did not answer. */
const AGAIN_AFTER_MS = 3_000

export const commandHandlers: EventHandlers<CommandEvent> = {
  'hang-up': (state, { callId, at }) => hangUp(state, callId, at),
  'extend-wrap-up': (state, { callId }) =>
    go(state, { kind: 'command', command: 'extend', callId }),
  'command-settled': onSettled,
}

export function hangUp(state: State, callId: string, at: number): Step {
  if (isHangingUp(state, callId)) return stay(state)
  const step = ask(withoutAlerts(state), callId, { at, localDone: false, unreached: false })
  // Without the server, only our own leg can be ended.
  return state.link.state === 'connected' ? step : andThen(step, (next) => releaseLeg(next, callId))
}

function ask(state: State, callId: string, hangUp: HangUp): Step {
  const asked = withHangUps(state, { ...state.commands.hangUps, [callId]: hangUp })
  const call = snapshotOf(state, callId)
  // An invited party leaves alone.
  return call !== null && !canControlCall(call)
    ? go(asked, { kind: 'request', request: { about: 'leave', callId } })
    : go(asked, { kind: 'command', command: 'hang-up', callId })
}

/**
 * The server takes a leg that ends without this command for a lost desk, and keeps its customer waiting. So it is asked
 * until it answers.
 */
export function askAgain(state: State, at: number, pauseMs: number): Step {
  const due = Object.entries(state.commands.hangUps).filter(
    ([, hangUp]) => hangUp.unreached && at - hangUp.at >= pauseMs,
  )
  return due.reduce(
    (step, [callId, hangUp]) =>
      andThen(step, (next) => ask(next, callId, { ...hangUp, at, unreached: false })),
    stay(state),
  )
}

/** Ends our own leg of the conversation, if it has one. */
function releaseLeg(state: State, callId: string): Step {
  const { hangUps } = state.commands
  const asked = hangUps[callId]
  const next =
    asked === undefined
      ? state
      : withHangUps(state, { ...hangUps, [callId]: { ...asked, localDone: true } })
  const leg = legOf(state, callId)
  return leg === null ? stay(next) : go(next, { kind: 'voice-hang-up', id: leg.id })
}

function withHangUps(state: State, hangUps: State['commands']['hangUps']): State {
  return { ...state, commands: { ...state.commands, hangUps } }
}

function onSettled(state: State, { callId, command, error, at }: EventOf<'command-settled'>): Step {
  if (command === 'hang-up') return onHangUpSettled(state, callId, error, at)
  // The call is answered in any case: without it the recording begins a moment later.
  if (command === 'answer') return stay(state)
  return stay(error === null ? state : withNotice(state, { kind: 'failed', what: 'command' }, at))
}

/** The server's answer to a hang-up or a *leave*: our own leg ends in any case. */
export function onHangUpSettled(
  state: State,
  callId: string,
  error: FailureCode | null,
  at: number,
): Step {
  const step = releaseLeg(state, callId)
  if (error === null) return step
  // A call that the server does not have is over.
  if (error === 'not-found' || error === 'call-ended') return step
  const { [callId]: asked, ...others } = step.state.commands.hangUps
  if (error === 'unreachable' && asked !== undefined && !isDecline(state, callId)) {
    const hangUps = { ...others, [callId]: { ...asked, unreached: true } }
    return go(withHangUps(step.state, hangUps), ...step.effects)
  }
  return andThen(step, (next) => stay(withHangUpFailure(next, callId, error, at)))
}

/** A call that is only offered may be offered again, and then be wanted. */
function isDecline(state: State, callId: string): boolean {
  const call = snapshotOf(state, callId)
  return call !== null && isOffered(call)
}

function withHangUpFailure(state: State, callId: string, error: FailureCode, at: number): State {
  const { [callId]: _failed, ...hangUps } = state.commands.hangUps
  const failed = { command: 'hang-up', who: null, error, at } as const
  return withCommandFailure(withHangUps(state, hangUps), callId, failed)
}

/** Drops ended calls, and hang-ups without a result. */
export function pruneCommands(state: State, desk: DeskSnapshot, at: number): State {
  const { hangUps, alerts } = state.commands
  const live = liveCallIds(desk)
  const kept = Object.entries(hangUps).filter(
    ([callId, asked]) => live.has(callId) && (asked.unreached || at - asked.at < FORGET_AFTER_MS),
  )
  return {
    ...state,
    commands: {
      hangUps: Object.fromEntries(kept),
      alerts: Object.fromEntries(Object.entries(alerts).filter(([callId]) => live.has(callId))),
    },
  }
}

export function tickCommands(state: State, at: number): Step {
  const late = Object.entries(state.commands.hangUps).filter(
    ([, asked]) => !asked.localDone && at - asked.at >= HANG_UP_TIMEOUT_MS,
  )
  return late.reduce(
    (step, [callId]) => andThen(step, (next) => releaseLeg(next, callId)),
    askAgain(state, at, AGAIN_AFTER_MS),
  )
}
