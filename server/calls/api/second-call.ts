import { isIn } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import type { Calls } from '../runtime/calls.ts'
import type { Refusal } from './command.ts'
import { canSwitch } from '../conversation/setting-aside.ts'
import { isResting } from '../phases/resting.ts'

/*
 * An agent has two calls at most, each with its own leg and Conference. The agent talks in one; everybody in the
 * other hears music.
 */

/** Whether an agent with these calls can get one more: like any call, as call waiting, or not at all. */
export type Capacity = 'free' | 'waiting' | 'none'

export function getCapacity(others: readonly Call[]): Capacity {
  const [first, ...more] = others
  if (first === undefined) return 'free'
  return more.length === 0 && isIn(first, 'active') ? 'waiting' : 'none'
}

/** The agent's other calls, without those that only ring, or only wait for the agent's desk to come back. */
export function findOtherCalls(
  calls: Pick<Calls, 'liveCallsOf'>,
  identity: string,
  callId: string,
): readonly Call[] {
  const others = calls.liveCallsOf(identity).filter((call) => call.callId !== callId)
  return others.filter((call) => {
    if (isIn(call, 'reserved')) return call.phase.reservation.leg.callSid !== null
    return !isIn(call, 'returning') || call.phase.talk === null || call.phase.leg.callSid !== null
  })
}

/** Whether an agent may set these calls aside. */
export function canSetAside(others: readonly Call[], identity: string): boolean {
  return others.every((call) => isIn(call, 'active') && canSwitch(call, identity))
}

/** Why an agent with these calls gets no further one; null when they do. A call that they just declined is not in the way. */
export function refuseOneMore(live: readonly Call[], identity: string): Refusal | null {
  const others = live.filter((call) => !isResting(call))
  if (getCapacity(others) === 'none')
    return { code: 'already-on-a-call', message: 'two calls at a time' }
  if (canSetAside(others, identity)) return null
  return { code: 'transfer-under-way', message: 'the other call must be settled' }
}

/** Gives back what is reserved for this Worker and does not ring yet: the agent has begun another call, or is away. */
export async function endRests(
  calls: Pick<Calls, 'all' | 'dispatch'>,
  workerSid: string,
): Promise<void> {
  for (const { callId, phase } of calls.all()) {
    if (phase.kind !== 'reserved' || phase.reservation.leg.workerSid !== workerSid) continue
    await calls.dispatch(callId, { kind: 'rest-interrupted' })
  }
}

/** Puts everybody in these calls on hold; requested, not yet confirmed, when it resolves. */
export async function setAsideAll(
  calls: Pick<Calls, 'dispatch'>,
  others: readonly Call[],
  by: string,
): Promise<void> {
  for (const { callId } of others) await calls.dispatch(callId, { kind: 'set-aside-requested', by })
}
