import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Secret } from '../../config/secret.ts'
import type { Call } from '../model/call.ts'

/**
 * An attribute of our Tasks that nobody else can make. Anybody with a Worker's token can create Tasks with attributes
 * that they read in another Task, so a ticket is valid for one Task only.
 */
export interface TaskTickets {
  /** For the Task of a caller in a queue; `queuing` counts the caller's places in queues. */
  forQueue(callId: string, queuing: number): string
  /** For the Task of one agent's part in a call. */
  forParty(callId: string, partyId: string): string
}

export function createTaskTickets(secret: Secret): TaskTickets {
  const ticket = (...parts: readonly string[]) =>
    createHmac('sha256', secret.reveal())
      .update(JSON.stringify(['task', ...parts]))
      .digest('base64url')
  return {
    forQueue: (callId, queuing) => ticket(callId, 'queue', String(queuing)),
    forParty: (callId, partyId) => ticket(callId, 'party', partyId),
  }
}

/** A Task as TaskRouter lists it: the attributes that say to which call it belongs. */
export interface ShownTask {
  readonly taskSid: string
  readonly callId: string | null
  readonly partyId: string | null
  readonly ticket: string | null
}

export type FoundTask =
  | { readonly kind: 'party'; readonly call: Call; readonly partyId: string }
  | { readonly kind: 'queue'; readonly call: Call; readonly queuing: number }
  /** One of ours, of a call that is no longer in memory. */
  | { readonly kind: 'late' }
  | { readonly kind: 'foreign' }

/**
 * The call that a Task belongs to. A Task that was seen before is known by its SID, because its attributes can be
 * rewritten.
 */
export function findTask(calls: readonly Call[], tickets: TaskTickets, task: ShownTask): FoundTask {
  const seen = findBySid(calls, task.taskSid)
  if (seen !== null) return seen
  const { callId, partyId, ticket } = task
  if (callId === null) return { kind: 'foreign' }
  const call = calls.find((each) => each.callId === callId) ?? null
  return partyId === null
    ? findQueueTask(call, tickets, { callId, ticket })
    : findPartyTask(call, tickets, { callId, partyId, ticket })
}

function findBySid(calls: readonly Call[], taskSid: string): FoundTask | null {
  for (const call of calls) {
    const place = call.queueTasks.find((task) => task.taskSid === taskSid)
    if (place !== undefined) return { kind: 'queue', call, queuing: place.queuing }
    // The Task of a caller in a queue becomes the Task of the agent who answers.
    const part = call.tasks.find((task) => task.taskSid === taskSid)
    if (part !== undefined) return { kind: 'party', call, partyId: part.partyId }
  }
  return null
}

function findPartyTask(
  call: Call | null,
  tickets: TaskTickets,
  { callId, partyId, ticket }: { callId: string; partyId: string; ticket: string | null },
): FoundTask {
  if (!isSame(ticket, tickets.forParty(callId, partyId))) return { kind: 'foreign' }
  if (call === null) return { kind: 'late' }
  const part = call.tasks.find((each) => each.partyId === partyId)
  // Its own Task is known already, and is another one.
  if (part === undefined || part.taskSid !== null) return { kind: 'foreign' }
  return { kind: 'party', call, partyId }
}

function findQueueTask(
  call: Call | null,
  tickets: TaskTickets,
  { callId, ticket }: { callId: string; ticket: string | null },
): FoundTask {
  if (call === null) {
    const any = LATE_QUEUINGS.some((queuing) => isSame(ticket, tickets.forQueue(callId, queuing)))
    return { kind: any ? 'late' : 'foreign' }
  }
  for (let queuing = call.queuings; queuing > 0; queuing -= 1) {
    if (!isSame(ticket, tickets.forQueue(callId, queuing))) continue
    const taken = call.queueTasks.some((task) => task.queuing === queuing)
    return taken ? { kind: 'foreign' } : { kind: 'queue', call, queuing }
  }
  return { kind: 'foreign' }
}

/** How often a call that is no longer in memory may have been queued. */
const LATE_QUEUINGS = [1, 2, 3, 4, 5, 6, 7, 8]

function isSame(ticket: string | null, wanted: string): boolean {
  if (ticket === null) return false
  const [one, other] = [Buffer.from(ticket), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}
