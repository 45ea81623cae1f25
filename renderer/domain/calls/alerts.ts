import type { CallSnapshot, DeskSnapshot, Party } from '../../../server/contract/desk.ts'
import type { CommandFailure } from '../model/call-state.ts'
import type { State } from '../model/state.ts'
import { stay, type Step } from '../model/step.ts'
import { callIn, snapshotOf } from './local-call.ts'
import { customerOf } from './parties.ts'

/** How long the sentence about the customer waits for a confirmed hold or resume. */
const SETTLE_MS = 3_000

const outcomes = ['no-answer', 'busy', 'declined', 'failed', 'left'] as const

/** The codes that say what became of a party, and not that a command failed. */
export type PartyOutcome = (typeof outcomes)[number]

export function isPartyOutcome(code: CommandFailure['code']): code is PartyOutcome {
  return outcomes.some((outcome) => outcome === code)
}

/**
 * Tells a failure. What fails twice is told once: a request that got no answer, and the reading that then shows that
 * nothing happened, are one failure.
 */
export function withAlert(
  state: State,
  callId: string,
  failure: CommandFailure,
  at: number,
): State {
  const call = snapshotOf(state, callId)
  const told = state.commands.alerts[callId]
  if (told !== undefined && isSameFailure(told.failure, failure)) return state
  if (call !== null && isDisproved(failure, call)) return state
  const customer = call === null ? null : standingOf(failure, call)
  return withAlerts(state, { [callId]: { failure: { ...failure, customer }, at } })
}

/** A new command: what failed before it is old. */
export function withoutAlerts(state: State): State {
  const { commands } = state
  return Object.keys(commands.alerts).length === 0
    ? state
    : { ...state, commands: { ...commands, alerts: {} } }
}

/** What the server's calls say now: new failures are told, and alerts that are no longer true end. */
export function followAlerts(state: State, before: DeskSnapshot | null, at: number): State {
  let next = state
  for (const call of state.link.desk?.calls ?? []) {
    const { callId, failure } = call
    if (call.state.kind === 'ended') continue
    const earlier = callIn(before, callId)?.failure ?? null
    if (earlier !== null && failure === null && callId in next.commands.alerts)
      next = withoutAlert(next, callId)
    if (failure !== null && !isReportOf(failure, earlier)) {
      next = withAlert(next, callId, failure, at)
    }
    next = settle(next, call)
  }
  return next
}

export function tickAlerts(state: State, at: number): Step {
  const late = Object.entries(state.commands.alerts).filter(
    ([, alert]) => alert.failure.customer === 'settling' && at - alert.at >= SETTLE_MS,
  )
  if (late.length === 0) return stay(state)
  return stay(
    withAlerts(
      state,
      Object.fromEntries(
        late.map(([callId, { failure, at: since }]) => [
          callId,
          { failure: { ...failure, customer: null }, at: since },
        ]),
      ),
    ),
  )
}

function settle(state: State, call: CallSnapshot): State {
  const alert = state.commands.alerts[call.callId]
  if (alert === undefined) return state
  const { failure } = alert
  if (isDisproved(failure, call)) return withoutAlert(state, call.callId)
  if (failure.customer === 'settling') {
    const customer = standingOf(failure, call)
    return withAlerts(state, { [call.callId]: { ...alert, failure: { ...failure, customer } } })
  }
  // What was said of the customer is no longer true.
  const held = customerOf(call)?.hold.confirmed === true
  const isOver = failure.customer === (held ? 'connected' : 'on-hold')
  return isOver ? withoutAlert(state, call.callId) : state
}

/** Where the customer is after somebody else did not join; only what is confirmed counts. */
function standingOf(
  { command, code }: CommandFailure,
  call: CallSnapshot,
): NonNullable<CommandFailure['customer']> | null {
  if (command !== 'transfer' || !isPartyOutcome(code) || call.transfer !== null) return null
  const customer = customerOf(call)
  if (customer?.state !== 'connected' || customer.self) return null
  const { requested, confirmed } = customer.hold
  if (requested !== confirmed) return 'settling'
  return confirmed ? 'on-hold' : 'connected'
}

/** What is confirmed shows that the command worked. */
function isDisproved({ command, who }: CommandFailure, call: CallSnapshot): boolean {
  if (command !== 'hold' && command !== 'resume') return false
  const party = who === null ? customerOf(call) : call.parties.find((one) => isNamed(one, who))
  return party?.state === 'connected' && party.hold.confirmed === (command === 'hold')
}

function isNamed({ role, name, number }: Party, who: string): boolean {
  return role !== 'customer' && (name ?? number) === who
}

/** Commands that can be about different parties at the same time. */
const aboutOneParty: ReadonlySet<CommandFailure['command']> = new Set([
  'hold',
  'resume',
  'mute',
  'remove',
  'add',
])

function isSameFailure(told: CommandFailure, failure: CommandFailure): boolean {
  if (told.command !== failure.command) return false
  return told.who === failure.who || !aboutOneParty.has(told.command)
}

/** The same report in two snapshots. */
function isReportOf(failure: CommandFailure, earlier: CommandFailure | null): boolean {
  return failure.at === earlier?.at && failure.command === earlier.command
}

function withoutAlert({ commands, ...state }: State, callId: string): State {
  const { [callId]: _ended, ...alerts } = commands.alerts
  return { ...state, commands: { ...commands, alerts } }
}

function withAlerts({ commands, ...state }: State, told: State['commands']['alerts']): State {
  return { ...state, commands: { ...commands, alerts: { ...commands.alerts, ...told } } }
}
