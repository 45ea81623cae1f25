import { assertNever } from '../../server/contract/assert-never.ts'
import type { CallSnapshot, DeskSnapshot } from '../../server/contract/desk.ts'
import { snapshotOf } from './call.ts'
import { canControlCall } from './calls/parties.ts'
import type { CommandEvent, CommandName, Stamped } from './events.ts'
import type { Problem } from './problem.ts'
import { legOf } from './second-call.ts'
import type { State } from './state.ts'
import { go, stay, andThen, type Step } from './step.ts'
import { withTrouble } from './trouble.ts'
import type { CommandTrouble } from './trouble.ts'

export interface CommandsState {
  /** What was asked here and is not yet to be seen in a snapshot: true for hold, false for resume. */
  readonly holds: Readonly<
    Record<string, { readonly wanted: boolean; readonly settled: boolean; readonly at: number }>
  >
  readonly hangUps: Readonly<Record<string, { readonly at: number; readonly localDone: boolean }>>
  readonly trouble: { readonly callId: string; readonly trouble: CommandTrouble } | null
}

/** How long the server may take before the agent's own leg is let go regardless. */
const HANG_UP_PATIENCE_MS = 1_500
/** After that a command that nobody confirmed is no longer shown as asked for. */
const FORGET_AFTER_MS = 20_000

export function reduceCommand(state: State, event: Stamped<CommandEvent>): Step {
  switch (event.kind) {
    case 'hold':
      return hold(state, event.callId, true, event.at)
    case 'resume':
      return hold(state, event.callId, false, event.at)
    case 'hang-up':
      return hangUp(state, event.callId, event.at)
    case 'extend-wrap-up':
      return go(state, { kind: 'command', command: 'extend', callId: event.callId })
    case 'command-settled':
      return settled(state, event)
    default:
      return assertNever(event)
  }
}

function hold(state: State, callId: string, wanted: boolean, at: number): Step {
  const { commands } = state
  if (commands.holds[callId]?.wanted === wanted) return stay(state)
  const holds = { ...commands.holds, [callId]: { wanted, settled: false, at } }
  return go(
    { ...state, commands: { ...commands, holds, trouble: null } },
    { kind: 'command', command: wanted ? 'hold' : 'resume', callId },
  )
}

function hangUp(state: State, callId: string, at: number): Step {
  const { commands } = state
  if (commands.hangUps[callId] !== undefined) return stay(state)
  const asked: State = {
    ...state,
    commands: {
      ...commands,
      hangUps: { ...commands.hangUps, [callId]: { at, localDone: false } },
      trouble: null,
    },
  }
  const call = snapshotOf(state, callId)
  // Whoever was only asked into a conversation goes out of it alone.
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

function settled(
  state: State,
  event: Stamped<Extract<CommandEvent, { kind: 'command-settled' }>>,
): Step {
  const { callId, command, error, at } = event
  switch (command) {
    case 'hang-up':
      return hungUp(state, callId, error, at)
    case 'hold':
    case 'resume': {
      const asked = state.commands.holds[callId]
      if (asked === undefined || asked.wanted !== (command === 'hold')) return stay(state)
      if (error !== null) return stay(failed(state, callId, command, error, at))
      const holds = { ...state.commands.holds, [callId]: { ...asked, settled: true } }
      return stay({ ...state, commands: { ...state.commands, holds } })
    }
    case 'extend':
      return error === null
        ? stay(state)
        : stay({ ...state, notice: { notice: { kind: 'failed', what: 'command' }, at } })
    default:
      return assertNever(command)
  }
}

/** The server's answer to a hang-up, in whichever words it was asked: our own leg goes in any case. */
export function hungUp(state: State, callId: string, error: Problem | null, at: number): Step {
  const step = releaseLeg(state, callId)
  if (error === null) return step
  // A conversation that the server no longer has is one that is over.
  if (error === 'not-found' || error === 'call-ended') return step
  return andThen(step, (next) => stay(failed(next, callId, 'hang-up', error, at)))
}

function failed(
  state: State,
  callId: string,
  command: Exclude<CommandName, 'extend'>,
  error: Problem,
  at: number,
): State {
  const { commands } = state
  const next: State = {
    ...state,
    commands: {
      ...commands,
      holds: command === 'hang-up' ? commands.holds : without(commands.holds, callId),
      hangUps: command === 'hang-up' ? without(commands.hangUps, callId) : commands.hangUps,
    },
  }
  return withTrouble(next, callId, { command, who: null, error, at })
}

/** Drops what a snapshot has overtaken: ended calls, holds that it shows, commands grown old. */
export function pruneCommands(state: State, desk: DeskSnapshot, at: number): State {
  const { commands } = state
  const live = new Map(
    desk.calls.filter((call) => call.state.kind !== 'ended').map((call) => [call.callId, call]),
  )
  const holds = Object.entries(commands.holds).filter(([callId, asked]) => {
    const call = live.get(callId)
    return call !== undefined && !shows(call, asked.wanted) && !asked.settled
  })
  const hangUps = Object.entries(commands.hangUps).filter(
    ([callId, asked]) => live.has(callId) && at - asked.at < FORGET_AFTER_MS,
  )
  const { trouble } = commands
  return {
    ...state,
    commands: {
      holds: Object.fromEntries(holds),
      hangUps: Object.fromEntries(hangUps),
      trouble: trouble !== null && live.has(trouble.callId) ? trouble : null,
    },
  }
}

function shows(call: CallSnapshot, wanted: boolean): boolean {
  return call.parties.some((party) => party.role === 'customer' && party.hold.requested === wanted)
}

export function tickCommands(state: State, at: number): Step {
  let step = stay(state)
  for (const [callId, asked] of Object.entries(state.commands.hangUps)) {
    if (!asked.localDone && at - asked.at >= HANG_UP_PATIENCE_MS) {
      step = andThen(step, (next) => releaseLeg(next, callId))
    }
  }
  const old = Object.entries(state.commands.holds).filter(
    ([, asked]) => at - asked.at >= FORGET_AFTER_MS,
  )
  if (old.length === 0) return step
  return andThen(step, (next) => {
    const holds = old.reduce((rest, [callId]) => without(rest, callId), next.commands.holds)
    return stay({ ...next, commands: { ...next.commands, holds } })
  })
}

function without<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))
}
