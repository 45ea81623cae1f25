import type { Call } from '../model/call.ts'
import { isInCustomersPlace } from '../model/internal.ts'
import type { Reservation } from '../model/phase.ts'
import { canRejectNow } from '../phases/rejecting.ts'
import { getCapacity } from './second-call.ts'

/** The agent that TaskRouter has chosen for a call that waits in a queue. */
export interface ChosenAgent {
  readonly identity: string
  readonly name: string | null
  readonly isSignedIn: boolean
  /** The Worker's attributes are the ones that the server has written. */
  readonly isTrusted: boolean
  readonly liveCalls: readonly Call[]
}

/** `takeOffline`: nobody is signed in, so TaskRouter stops choosing this Worker. */
export type AssignmentDecision =
  | { readonly kind: 'ring'; readonly callWaiting: boolean }
  | { readonly kind: 'reject'; readonly atOnce: boolean; readonly takeOffline: boolean }

/**
 * Whether the chosen agent gets the call. An agent in one conversation gets it as call waiting; an agent with two
 * calls, or with a call that is not a conversation yet, does not get it. Rejections are spaced, because TaskRouter
 * may choose the same Worker again at once.
 */
export function decideAssignment(call: Call, agent: ChosenAgent, at: number): AssignmentDecision {
  const others = agent.liveCalls.filter(({ callId }) => callId !== call.callId)
  const capacity = getCapacity(others)
  // TaskRouter may choose the teammate who called this queue.
  const isCaller = isInCustomersPlace(call, agent.identity)
  if (!agent.isSignedIn || !agent.isTrusted || capacity === 'none' || isCaller) {
    return { kind: 'reject', atOnce: canRejectNow(call, at), takeOffline: !agent.isSignedIn }
  }
  return { kind: 'ring', callWaiting: capacity === 'waiting' }
}

/** How long before TaskRouter's own timeout a desk stops ringing, seconds: an answer must not meet it. */
const MARGIN_SECONDS = 10

/** The Reservation of an agent who is rung for `ringSeconds`, but not until TaskRouter's own timeout. */
export function createReservation(
  ref: Pick<Reservation, 'taskSid' | 'reservationSid'> & { readonly workerSid: string },
  agent: Pick<ChosenAgent, 'identity' | 'name'>,
  times: {
    readonly at: number
    readonly ringSeconds: number
    readonly reservationTimeoutSeconds: number
  },
  callWaiting: boolean,
): Reservation {
  const { taskSid, reservationSid, workerSid } = ref
  const { at, ringSeconds, reservationTimeoutSeconds } = times
  const latest = Math.max(
    reservationTimeoutSeconds - MARGIN_SECONDS,
    Math.floor(reservationTimeoutSeconds / 2),
  )
  const seconds = Math.max(1, Math.min(ringSeconds, latest))
  const { identity, name } = agent
  return {
    taskSid,
    reservationSid,
    leg: { partyId: `agent_${reservationSid}`, identity, name, workerSid, callSid: null },
    since: at,
    deadline: at + seconds * 1000,
    reservedUntil: at + latest * 1000,
    callWaiting,
    restsUntil: null,
  }
}
