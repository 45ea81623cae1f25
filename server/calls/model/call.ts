import { z } from 'zod'
import { recordingStep } from '../../contract/commands.ts'
import { callFailure, recordingState } from '../../contract/desk.ts'
import type { JoinedHow } from '../../contract/desk.ts'
import { createInvitedParty, CUSTOMER, isHere } from './party.ts'
import type { Party } from './party.ts'
import { callHandover, phase } from './phase.ts'
import type { AgentLeg, Phase, PhaseOf } from './phase.ts'
import { FIRST_PLACE } from './place.ts'

/*
 * One call as the server knows it. Declared as schemas, because calls are read back from disk after a restart.
 * Instants are milliseconds since the epoch.
 */
const at = z.number()

/** The recording of the customer's leg, if a policy asks for one. */
export const recording = z.object({
  recordingSid: z.string().nullable(),
  /** The leg that is recorded. */
  callSid: z.string(),
  state: recordingState,
  pending: recordingStep.nullable(),
  since: at,
  requestNumber: z.number(),
  /** When an unconfirmed request is checked with Twilio; null when no request is pending. */
  deadline: at.nullable(),
  /** When the server resumes a paused recording. */
  resumeAt: at.nullable(),
  /** The recording may differ from the policy: it is settled with Twilio at the deadline. */
  settling: z.boolean().default(false),
})
export type Recording = z.infer<typeof recording>

/** An agent's Task for a call: TaskRouter's own, or one that the server created for this agent. */
export const agentTask = z.object({
  partyId: z.string(),
  identity: z.string(),
  /** Null until TaskRouter has created it. */
  taskSid: z.string().nullable(),
  reservationSid: z.string().nullable(),
  accepted: z.boolean(),
  /** How it ends, now that the agent's part is over; null while that goes on. */
  due: z.enum(['wrapping', 'completed']).nullable(),
  /** TaskRouter is told when the customer's new Task stands in the queue, so that no other call takes the free place. */
  held: z.boolean().default(false),
})
export type AgentTask = z.infer<typeof agentTask>

export const callSchema = z.object({
  callId: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  startedAt: at,
  /** When the caller last began to wait in a queue. */
  queuedAt: at,
  /** Our number: the one that the caller dialled, or that the customer is shown. */
  lineNumber: z.string().nullable(),
  queueName: z.string().nullable(),
  customer: z.object({
    number: z.string().nullable(),
    /** Pressed for the customer after the answer; empty for nothing. */
    digits: z.string().default(''),
    callSid: z.string().nullable(),
    /** Set in an internal call: the teammate who was called, or who called a queue. */
    identity: z.string().nullable().default(null),
    workerSid: z.string().nullable().default(null),
    name: z.string().nullable().default(null),
  }),
  /** Which of the call's Conferences its people are in. */
  place: z.number().default(0),
  /** That Conference, once somebody was seen in it. */
  conferenceSid: z.string().nullable(),
  /** The last place in which somebody was with the customer: who waits there alone hears silence. */
  usedPlace: z.number().nullable().default(null),
  /** The place that a waiting customer was reported to have left, and not why. */
  leftPlace: z.number().nullable().default(null),
  /** The last place in which the customer was seen. */
  seenPlace: z.number().nullable().default(null),
  /** Each agent's Task for this call. */
  tasks: z.array(agentTask),
  /** How many Tasks the customer had in queues. */
  queuings: z.number().default(0),
  /** The Task of each of these, once it was seen. */
  queueTasks: z.array(z.object({ queuing: z.number(), taskSid: z.string() })).default([]),
  /** Reservations that are over: a late report of one must not ring a desk again. */
  spentReservations: z.array(z.string()),
  /** When a chosen agent was last rejected, and the Reservation that is still to be rejected. */
  rejected: z
    .object({
      at,
      later: z
        .object({
          taskSid: z.string(),
          reservationSid: z.string(),
          workerSid: z.string().optional(),
        })
        .nullable(),
    })
    .nullable()
    .default(null),
  /** Agents who declined the call a moment ago. */
  declines: z.array(z.object({ workerSid: z.string(), at })).default([]),
  /** Legs that we have ended: late reports of them change nothing. */
  endedLegs: z.array(z.string()),
  /** Legs of other calls' customers who did not come: those calls go on with them. */
  releasedLegs: z.array(z.string()).default([]),
  /** Legs that could not be ended; null otherwise. */
  legsToEnd: z
    .object({
      legs: z.array(z.string()),
      /** Null while the request to end them is under way. */
      deadline: at.nullable(),
      attempts: z.number().default(0),
    })
    .nullable(),
  /** How long the caller had waited when the last Reservation began, or was answered. */
  waitedSeconds: z.number(),
  /** How many requests Twilio was sent that need a confirmation. */
  requestCount: z.number(),
  notes: z.string(),
  handover: callHandover.nullable(),
  failure: callFailure.nullable(),
  recording: recording.nullable().default(null),
  phase,
})
export type Call = z.infer<typeof callSchema>

/** A call that is in this phase. */
export type CallIn<Kind extends Phase['kind']> = Call & { readonly phase: PhaseOf<Kind> }

export function isIn<Kind extends Phase['kind']>(call: Call, kind: Kind): call is CallIn<Kind> {
  return call.phase.kind === kind
}

export function createInboundCall(from: {
  callId: string
  callSid: string | null
  number: string | null
  name?: string | null
  lineNumber: string | null
  queueName: string | null
  at: number
}): Call {
  const { number, name = null, callSid } = from
  return {
    ...createBlankCall(from.callId, from.at),
    direction: 'inbound',
    lineNumber: from.lineNumber,
    queueName: from.queueName,
    customer: { ...nobody, number, name, callSid },
    phase: createQueuedPhase(from.at, false),
  }
}

export function createQueuedPhase(since: number, placed: boolean): PhaseOf<'queued'> {
  return { kind: 'queued', since, placed }
}

/** How long the agent's Device may take to connect, and then to be in the Conference, ms. */
export const DEVICE_TIMEOUT_MS = 15_000

/** The agent who calls, and our number for people who are brought in. */
export interface Caller extends Pick<AgentLeg, 'identity' | 'workerSid' | 'name'> {
  readonly callId: string
  readonly callerId: string | null
  readonly at: number
}

export function createOutboundCall(
  from: Caller & { to: string | null; digits?: string; toName?: string | null },
): Call {
  const { identity, workerSid, name } = from
  const leg = { partyId: `agent_${from.callId}`, identity, workerSid, name, callSid: null }
  return {
    ...createBlankCall(from.callId, from.at),
    direction: 'outbound',
    lineNumber: from.callerId,
    queueName: null,
    customer: {
      ...nobody,
      number: from.to,
      digits: from.digits ?? '',
      name: from.toName ?? null,
    },
    phase: { kind: 'placing', leg, since: from.at, deadline: from.at + DEVICE_TIMEOUT_MS },
  }
}

const nobody = {
  number: null,
  digits: '',
  callSid: null,
  identity: null,
  workerSid: null,
  name: null,
}

function createBlankCall(callId: string, startedAt: number) {
  return {
    callId,
    startedAt,
    queuedAt: startedAt,
    place: FIRST_PLACE,
    conferenceSid: null,
    usedPlace: null,
    leftPlace: null,
    seenPlace: null,
    tasks: [],
    queuings: 0,
    queueTasks: [],
    spentReservations: [],
    rejected: null,
    declines: [],
    endedLegs: [],
    releasedLegs: [],
    legsToEnd: null,
    waitedSeconds: 0,
    requestCount: 0,
    notes: '',
    handover: null,
    failure: null,
    recording: null,
  }
}

/** The customer as a party: called us, or was called. */
export function toCustomerParty({ customer, direction }: Call, now: number): Party {
  const { callSid, ...who } = customer
  return {
    ...createInvitedParty({ ...who, partyId: CUSTOMER }, { kind: 'connected', since: now }, now),
    role: 'customer',
    callSid,
    joinedHow: direction === 'inbound' ? 'called' : 'dialled',
    joinedAt: now,
    keys: 'none',
  }
}

/** The agent of a phase before the conversation, as a party. */
export function toAgentParty({ phase }: Call, { callSid, ...who }: AgentLeg, now: number): Party {
  return {
    ...createInvitedParty({ ...who, number: null }, { kind: 'connected', since: now }, now),
    role: 'agent',
    callSid,
    joinedHow: getAgentJoinedHow(phase.kind),
    joinedAt: now,
    agentSince: now,
  }
}

function getAgentJoinedHow(kind: Phase['kind']): JoinedHow {
  switch (kind) {
    case 'placing':
    case 'joining':
    case 'dialing':
      return 'placed'
    case 'returning':
      return 'took-back'
    default:
      return 'routed'
  }
}

export function createActivePhase(call: Call, leg: AgentLeg, now: number): PhaseOf<'active'> {
  return {
    kind: 'active',
    since: now,
    parties: [toCustomerParty(call, now), toAgentParty(call, leg, now)],
    operation: { kind: 'none' },
    releasing: [],
    closing: null,
    setAside: null,
  }
}

/** The agent's leg in a phase before the conversation; null in all others. */
export function getLeg(phase: Phase): AgentLeg | null {
  if ('reservation' in phase) return phase.reservation.leg
  return 'leg' in phase ? phase.leg : null
}

/** Everybody of the conversation; empty before it begins. */
export function getParties(phase: Phase): readonly Party[] {
  return 'parties' in phase ? phase.parties : []
}

/** Every agent who is in the call now, including a teammate in the customer's place: waiting, ringing or talking. */
export function getAgentIdentities({
  phase,
  customer,
}: Pick<Call, 'phase' | 'customer'>): readonly string[] {
  if (phase.kind === 'ended') return []
  const all =
    phase.kind === 'active'
      ? phase.parties.map((each) => (isHere(each) ? each.identity : null))
      : [getLeg(phase)?.identity ?? null, customer.identity]
  return all.filter((identity) => identity !== null)
}
