import { z } from 'zod'
import { callTrouble, endReason } from '../contract/desk.ts'

/*
 * One conversation as the server knows it. Declared as schemas because it is read back from disk after
 * a restart. Instants are milliseconds since the epoch.
 */

const at = z.number()

/** An agent's end of the conversation. `partyId` is also Twilio's participant label. */
export const agentLeg = z.object({
  partyId: z.string(),
  identity: z.string(),
  workerSid: z.string(),
  callSid: z.string().nullable(),
})
export type AgentLeg = z.infer<typeof agentLeg>

/** TaskRouter's offer of this call to one agent, and the leg that rings for it. */
const offer = z.object({
  taskSid: z.string(),
  reservationSid: z.string(),
  leg: agentLeg,
  since: at,
  deadline: at,
})
export type Offer = z.infer<typeof offer>

const hold = z.object({
  requested: z.boolean(),
  confirmed: z.boolean(),
  since: at,
  /** When an unproved request is checked against Twilio; null when nothing is under way. */
  deadline: at.nullable(),
})
export type Hold = z.infer<typeof hold>

const phase = z.discriminatedUnion('kind', [
  /** Inbound: in Twilio's queue, offered to nobody. `requeueAt`: putting the caller there failed and is tried again. */
  z.object({ kind: z.literal('queued'), since: at, requeueAt: at.nullable().default(null) }),
  /** Inbound: an agent's desk rings. `overdue`: it should be over, so Twilio is asked before it is given up. */
  z.object({ kind: z.literal('offered'), offer, overdue: z.boolean().default(false) }),
  /** Inbound: the agent answered; TaskRouter is asked to accept before the caller is moved, again at `retryAt`. */
  z.object({
    kind: z.literal('accepting'),
    offer,
    since: at,
    agentGone: z.boolean(),
    retryAt: at.nullable().default(null),
  }),
  /** Inbound: accepted; the caller is being moved out of the queue into the Conference. */
  z.object({ kind: z.literal('connecting'), leg: agentLeg, since: at, deadline: at }),
  /** Outbound: prepared; the agent's Device has not connected yet. */
  z.object({ kind: z.literal('placing'), leg: agentLeg, since: at, deadline: at }),
  /** Outbound: the Device has its TwiML; the agent is on the way into the Conference. */
  z.object({ kind: z.literal('joining'), leg: agentLeg, since: at, deadline: at }),
  /** Outbound: the customer is rung. `overdue` as in `offered`. */
  z.object({
    kind: z.literal('dialing'),
    leg: agentLeg,
    since: at,
    deadline: at,
    overdue: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal('active'),
    leg: agentLeg,
    since: at,
    hold,
    /** Set while a hang-up waits for its proof. */
    closing: z.object({ deadline: at }).nullable(),
  }),
  z.object({
    kind: z.literal('ended'),
    at,
    reason: endReason,
    leg: agentLeg.nullable(),
    /** When the conversation began; null when it never did. */
    talkedSince: at.nullable(),
    /** Until when the agent's screen still shows it. */
    shownUntil: at,
  }),
])
export type Phase = z.infer<typeof phase>
export type PhaseOf<Kind extends Phase['kind']> = Extract<Phase, { kind: Kind }>

export const callSchema = z.object({
  callId: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  startedAt: at,
  /** Our number: dialled by the caller, or shown to the customer. */
  lineNumber: z.string().nullable(),
  queueName: z.string().nullable(),
  customer: z.object({ number: z.string().nullable(), callSid: z.string().nullable() }),
  conferenceSid: z.string().nullable(),
  task: z
    .object({
      taskSid: z.string(),
      reservationSid: z.string().nullable(),
      accepted: z.boolean(),
    })
    .nullable(),
  /** Reservations that are over: an echo of one of them must not ring a desk again. */
  spentReservations: z.array(z.string()),
  /** How long the caller had waited when the newest offer began. */
  waitedSeconds: z.number(),
  notes: z.string(),
  trouble: callTrouble.nullable(),
  phase,
})
export type Call = z.infer<typeof callSchema>

/** A Call that is known to be in one phase. */
export type CallIn<Kind extends Phase['kind']> = Call & { readonly phase: PhaseOf<Kind> }

/** The customer's participant label in every Conference. */
export const CUSTOMER = 'customer'

export function inboundCall(from: {
  callId: string
  callSid: string
  number: string | null
  lineNumber: string | null
  queueName: string | null
  at: number
}): Call {
  return {
    ...blank(from.callId, from.at),
    direction: 'inbound',
    lineNumber: from.lineNumber,
    queueName: from.queueName,
    customer: { number: from.number, callSid: from.callSid },
    phase: { kind: 'queued', since: from.at, requeueAt: null },
  }
}

/** How long the agent's Device may take to connect, and then to be in the Conference. */
export const DEVICE_DEADLINE_MS = 15_000

export function outboundCall(from: {
  callId: string
  to: string
  callerId: string
  identity: string
  workerSid: string
  at: number
}): Call {
  const { identity, workerSid } = from
  const leg = { partyId: `agent_${from.callId}`, identity, workerSid, callSid: null }
  return {
    ...blank(from.callId, from.at),
    direction: 'outbound',
    lineNumber: from.callerId,
    queueName: null,
    customer: { number: from.to, callSid: null },
    phase: { kind: 'placing', leg, since: from.at, deadline: from.at + DEVICE_DEADLINE_MS },
  }
}

function blank(callId: string, startedAt: number) {
  return {
    callId,
    startedAt,
    conferenceSid: null,
    task: null,
    spentReservations: [],
    waitedSeconds: 0,
    notes: '',
    trouble: null,
  }
}

/** The agent's leg in a phase that has one. */
export function legOf(phase: Phase): AgentLeg | null {
  if ('offer' in phase) return phase.offer.leg
  return 'leg' in phase ? phase.leg : null
}
