import { CUSTOMER } from './party.ts'
import type { Phase } from './phase.ts'
import type { CallTrouble } from '../../contract/desk.ts'
import type { CallCommand } from './call-effect.ts'
import type { Refusal, Who } from './call-event.ts'
import { isIn, legOf } from './call.ts'
import type { Call, CallIn } from './call.ts'

/** What an event made of a call. `call` is the very same object when it changed nothing. */
export interface Step {
  readonly call: Call
  readonly commands: readonly CallCommand[]
}

/** The event does not fit: nothing changes. */
export function stay(call: Call): Step {
  return { call, commands: [] }
}

export function go(call: Call, phase: Phase, ...commands: readonly CallCommand[]): Step {
  return { call: { ...call, phase }, commands }
}

/** One step after another, as one. */
export function andThen(step: Step, next: (call: Call) => Step): Step {
  const { call, commands } = next(step.call)
  return { call, commands: [...step.commands, ...commands] }
}

/** Goes on as long as the conversation does. */
export function whileTalking(step: Step, next: (call: CallIn<'active'>) => Step): Step {
  return andThen(step, (call) => (isIn(call, 'active') ? next(call) : stay(call)))
}

/** Tells a leg to end, and remembers that it was told. */
export function endLeg(call: Call, callSid: string | null): Step {
  if (callSid === null) return stay(call)
  const known = call.endedLegs.includes(callSid)
  return {
    call: known ? call : { ...call, endedLegs: [...call.endedLegs, callSid] },
    commands: [{ kind: 'end-leg', callSid }],
  }
}

/** Before the conversation: which party a callback speaks of, or null for one that is not of this call. */
export function partyOf(call: Call, who: Who): 'customer' | 'agent' | null {
  const leg = legOf(call.phase)
  if (who.callSid === call.customer.callSid || who.label === CUSTOMER) return 'customer'
  if (leg !== null && (who.label === leg.partyId || who.callSid === leg.callSid)) return 'agent'
  return null
}

export function trouble(
  command: CallTrouble['command'],
  code: CallTrouble['code'] | Refusal,
  at: number,
  who: string | null = null,
): CallTrouble {
  // To an agent it is the same whether it was declined or came too late.
  return { command, code: code === 'gone' ? 'refused' : code, who, at: new Date(at).toISOString() }
}

export function secondsBetween(from: number, to: number): number {
  return Math.max(0, Math.round((to - from) / 1000))
}
