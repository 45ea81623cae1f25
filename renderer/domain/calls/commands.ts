import { assertNever } from '../../../server/contract/assert-never.ts'
import type { DeskSnapshot } from '../../../server/contract/desk.ts'
import { snapshotOf } from './local-call.ts'
import { canControlCall } from './parties.ts'
import type { CommandEvent, Stamped } from '../model/events.ts'
import type { FailureCode } from '../model/failure-code.ts'
import { legOf } from './second-call.ts'
import type { State } from '../model/state.ts'
import { go, stay, andThen, type Step } from '../model/step.ts'
import { withCommandFailure } from './failed-command.ts'

/** How long the server may take before the agent's own leg is let go regardless. */
const HANG_UP_TIMEOUT_MS = 1_500
/** After that a command that nobody confirmed is no longer shown as asked for. */
const FORGET_AFTER_MS = 20_000

export function reduceCommand(state: State, event: Stamped<CommandEvent>): Step {
  switch (event.kind) {
    case 'hang-up':
      return onHangUp(state, event.callId, event.at)
    case 'extend-wrap-up':
      return go(state, { kind: 'command', command: 'extend', callId: event.callId })
    case 'command-settled':
      return onSettled(state, event)
    default:
      return assertNever(event)
  }
}

function onHangUp(state: State, callId: string, at: number): Step {
  const { commands } = state
  if (commands.hangUps[callId] !== undefined) return stay(state)
  const asked: State = {
    ...state,
    commands: {
      ...commands,
      hangUps: { ...commands.hangUps, [callId]: { at, localDone: false } },
      failure: null,
    },
  }
  const call = snapshotOf(state, callId)
  // An invited party leaves alone.
  const step =
    call !== null && !canControlCall(call)
      ? go(asked, { kind: 'request', request: { about: 'leave', callId } })
      : go(asked, { kind: 'command', command: 'hang-up', callId })
  // With no server to tell, our own leg is all there is to end.
  return state.link.state === 'connected' ? step : andThen(step, (next) => releaseLeg(next, callId))
}

/** Ends our own leg of the conversation, if it has one. */
function releaseLeg(state: State, callId: string): Step {
  const asked = state.commands.hangUps[callId]
  const hangUps =
    asked === undefined
      ? state.commands.hangUps
      : { ...state.commands.hangUps, [callId]: { ...asked, localDone: true } }
  const next: State = { ...state, commands: { ...state.commands, hangUps } }
  const leg = legOf(state, callId)
  return leg === null ? stay(next) : go(next, { kind: 'voice-hang-up', id: leg.id })
}

function onSettled(
  state: State,
  event: Stamped<Extract<CommandEvent, { kind: 'command-settled' }>>,
): Step {
  const { callId, command, error, at } = event
  switch (command) {
    case 'hang-up':
      return onHangUpSettled(state, callId, error, at)
    case 'extend':
      return error === null
        ? stay(state)
        : stay({ ...state, notice: { notice: { kind: 'failed', what: 'command' }, at } })
    default:
      return assertNever(command)
  }
}

/** The server's answer to a hang-up, in whichever words it was asked: our own leg goes in any case. */
export function onHangUpSettled(
  state: State,
  callId: string,
  error: FailureCode | null,
  at: number,
): Step {
  const step = releaseLeg(state, callId)
  if (error === null) return step
  // A conversation that the server no longer has is one that is over.
  if (error === 'not-found' || error === 'call-ended') return step
  return andThen(step, (next) => stay(withHangUpFailure(next, callId, error, at)))
}

function withHangUpFailure(state: State, callId: string, error: FailureCode, at: number): State {
  const { commands } = state
  const hangUps = without(commands.hangUps, callId)
  const next: State = { ...state, commands: { ...commands, hangUps } }
  return withCommandFailure(next, callId, { command: 'hang-up', who: null, error, at })
}

/** Drops what a snapshot has overtaken: ended calls, and hang-ups that nothing came of. */
export function pruneCommands(state: State, desk: DeskSnapshot, at: number): State {
  const { hangUps, failure } = state.commands
  const live = new Set(
    desk.calls.filter((call) => call.state.kind !== 'ended').map(({ callId }) => callId),
  )
  const kept = Object.entries(hangUps).filter(
    ([callId, asked]) => live.has(callId) && at - asked.at < FORGET_AFTER_MS,
  )
  return {
    ...state,
    commands: {
      hangUps: Object.fromEntries(kept),
      failure: failure !== null && live.has(failure.callId) ? failure : null,
    },
  }
}

export function tickCommands(state: State, at: number): Step {
  let step = stay(state)
  for (const [callId, asked] of Object.entries(state.commands.hangUps)) {
    if (!asked.localDone && at - asked.at >= HANG_UP_TIMEOUT_MS) {
      step = andThen(step, (next) => releaseLeg(next, callId))
    }
  }
  return step
}

function without<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))
}
