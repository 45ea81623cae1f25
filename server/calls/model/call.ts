import { z } from 'zod'
import { callTrouble, recordingState, recordingWish } from '../../contract/desk.ts'
import type { JoinedHow } from '../../contract/desk.ts'
import { createAgentParty, createCustomerParty, isHere } from './party.ts'
import type { Party } from './party.ts'
import { callHandover, phase } from './phase.ts'
import type { AgentLeg, Phase, PhaseOf } from './phase.ts'

/*
 * One conversation as the server knows it. Declared as schemas because it is read back from disk after
 * a restart. Instants are milliseconds since the epoch.
 */
const at = z.number()

/** The recording of the customer's leg, where a policy asks for one. */
export const recording = z.object({
  recordingSid: z.string().nullable(),
  /** The leg that it records. */
  callSid: z.string(),
  state: recordingState,
  pending: recordingWish.nullable(),
  since: at,
  requestNumber: z.number(),
  /** When an unproved request is checked against Twilio; null when nothing is under way. */
  deadline: at.nullable(),
  /** When a paused one is resumed by the server. */
  resumeAt: at.nullable(),
  /** What should be recorded and what is may differ: it is settled with Twilio at the deadline. */
  settling: z.boolean().default(false),
})
export type Recording = z.infer<typeof recording>

/** One agent's Task for a call: TaskRouter's reservation, or one that the server made for this very agent. */
export const agentTask = z.object({
  partyId: z.string(),
  identity: z.string(),
  /** Null while it is being created. */
  taskSid: z.string().nullable(),
  reservationSid: z.string().nullable(),
  accepted: z.boolean(),
  /** What is to become of it now that the agent's part is over; null while it goes on. */
  due: z.enum(['wrapping', 'completed']).nullable(),
})
export type AgentTask = z.infer<typeof agentTask>

export const callSchema = z.object({
  callId: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  startedAt: at,
  /** When the caller last began to wait in a queue. */
  queuedAt: at,
  /** Our number: dialled by the caller, or shown to the customer. */
  lineNumber: z.string().nullable(),
  queueName: z.string().nullable(),
  customer: z.object({
    number: z.string().nullable(),
    /** Pressed for the customer after the answer; empty for nothing. */
    digits: z.string().default(''),
    callSid: z.string().nullable(),
    /** In an internal call the one whom the other reached, or who called a queue, is a colleague. */
    identity: z.string().nullable().default(null),
    workerSid: z.string().nullable().default(null),
    name: z.string().nullable().default(null),
  }),
  conferenceSid: z.string().nullable(),
  /** What each agent has at TaskRouter for this call. */
  tasks: z.array(agentTask),
  /** How often it may have been put in a queue, counted from 1. 0: by a version that gave its Tasks no ticket. */
  queuings: z.number().default(0),
  /** The Task that each of them made, as soon as it was seen. */
  queueTasks: z.array(z.object({ queuing: z.number(), taskSid: z.string() })).default([]),
  /** Reservations that are over: an echo of one of them must not ring a desk again. */
  spentReservations: z.array(z.string()),
  /** When a chosen agent was last rejected who could not take it, and the one who is still to be. */
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
  /** Legs that were told to end: a late report of one of them is not acted upon again. */
  endedLegs: z.array(z.string()),
  /** Legs that could not be told to end; null when there is none. */
  legsToEnd: z
    .object({
      legs: z.array(z.string()),
      /** Null while they are being told. */
      deadline: at.nullable(),
      attempts: z.number().default(0),
    })
    .nullable(),
  /** How long the caller had waited when the newest reservation began. */
  waitedSeconds: z.number(),
  /** How many requests have been made of Twilio that need a proof. */
  requestCount: z.number(),
  notes: z.string(),
  handover: callHandover.nullable(),
  failure: callTrouble.nullable(),
  recording: recording.nullable().default(null),
  phase,
})
export type Call = z.infer<typeof callSchema>

/** A Call that is known to be in one phase. */
export type CallIn<Kind extends Phase['kind']> = Call & { readonly phase: PhaseOf<Kind> }

export function isIn<Kind extends Phase['kind']>(call: Call, kind: Kind): call is CallIn<Kind> {
  return call.phase.kind === kind
}

export function createInboundCall(from: {
  callId: string
  callSid: string | null
  number: string | null
  lineNumber: string | null
  queueName: string | null
  at: number
}): Call {
  return {
    ...createBlankCall(from.callId, from.at),
    direction: 'inbound',
    lineNumber: from.lineNumber,
    queueName: from.queueName,
    customer: { ...nobody, number: from.number, callSid: from.callSid },
    phase: { kind: 'queued', since: from.at, answered: null, requeueAt: null, requeueAttempts: 0 },
  }
}

/** How long the agent's Device may take to connect, and then to be in the Conference. */
export const DEVICE_TIMEOUT_MS = 15_000

export function createOutboundCall(from: {
  callId: string
  to: string | null
  digits?: string
  toName?: string | null
  callerId: string | null
  identity: string
  workerSid: string
  name: string | null
  at: number
}): Call {
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
    conferenceSid: null,
    tasks: [],
    queuings: 1,
    queueTasks: [],
    spentReservations: [],
    rejected: null,
    endedLegs: [],
    legsToEnd: null,
    waitedSeconds: 0,
    requestCount: 0,
    notes: '',
    handover: null,
    failure: null,
    recording: null,
  }
}

/** The customer as a party, who rang us or was rung. */
export function toCustomerParty({ customer, direction }: Call, now: number): Party {
  return createCustomerParty(customer, direction === 'inbound' ? 'called' : 'dialled', now)
}

/** The agent of a leg in a phase before the conversation. */
export function toAgentParty({ phase }: Call, leg: AgentLeg, now: number): Party {
  return createAgentParty(leg, getAgentJoinedHow(phase.kind), now)
}

function getAgentJoinedHow(kind: Phase['kind']): JoinedHow {
  switch (kind) {
    case 'placing':
    case 'joining':
    case 'dialing':
      return 'placed'
    case 'retrieving':
      return 'took-back'
    default:
      return 'routed'
  }
}

/** Customer and agent have met. */
export function createActivePhase(call: Call, leg: AgentLeg, now: number): PhaseOf<'active'> {
  return {
    kind: 'active',
    since: now,
    parties: [toCustomerParty(call, now), toAgentParty(call, leg, now)],
    transfer: null,
    requeue: null,
    releasing: [],
    closing: null,
    merge: null,
    setAside: null,
  }
}

/** The agent's leg in a phase before the conversation; null in all others. */
export function getLeg(phase: Phase): AgentLeg | null {
  if ('reservation' in phase) return phase.reservation.leg
  return 'leg' in phase ? phase.leg : null
}

/** Everybody of the conversation; nobody before it begins. */
export function getParties(phase: Phase): readonly Party[] {
  return 'parties' in phase ? phase.parties : []
}

/** Every agent who is part of the call now, also in the customer's place: rung, waiting to be, or talking. */
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
