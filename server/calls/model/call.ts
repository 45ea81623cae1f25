import { z } from 'zod'
import {
  callTrouble,
  endReason,
  handover,
  handoverKind,
  transferKind,
  transferStage,
  transferWish,
} from '../../contract/desk.ts'
import type { JoinedHow } from '../../contract/desk.ts'
import { agentTask } from './agent-task.ts'
import { agentParty, customerParty, isHere, party } from './party.ts'
import type { Party } from './party.ts'
import { recording } from './recording.ts'

/*
 * One conversation as the server knows it. Declared as schemas because it is read back from disk after
 * a restart. Instants are milliseconds since the epoch.
 */

const at = z.number()

export { CUSTOMER } from './party.ts'

/** An agent's end of a conversation that has not begun. `partyId` is also Twilio's participant label. */
export const agentLeg = z.object({
  partyId: z.string(),
  identity: z.string(),
  workerSid: z.string(),
  name: z.string().nullable().default(null),
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
  /** When TaskRouter takes the Reservation back by itself; null in calls of an earlier version. */
  reservedUntil: at.nullable().default(null),
  /** The agent is in another call: no leg is rung, and the desk connects its Device to answer. */
  callWaiting: z.boolean().default(false),
})
export type Offer = z.infer<typeof offer>

/** What a desk learns of who handed the conversation over; `fromIdentity` is the desk that did. */
export const handing = handover.extend({ kind: handoverKind, fromIdentity: z.string() })
export type Handing = z.infer<typeof handing>

/** A transfer to a party. Whether the customer hears music follows from its stage. */
const transfer = z.object({
  kind: transferKind,
  /** `holding`: the customer is being put on hold, and nobody is rung before that is proved. */
  stage: z.enum(['holding', ...transferStage.options]),
  partyId: z.string(),
  /** The agent's party who transfers; it may have left while a cold one rings. */
  byPartyId: z.string(),
  reason: z.string(),
  pending: transferWish.nullable(),
  since: at,
  /** The customer was on hold before, and stays so when the transfer comes to nothing. */
  heldBefore: z.boolean(),
})
export type Transfer = z.infer<typeof transfer>

/** The customer is being moved back into a queue, by an agent's transfer or because no agent is left. */
const queueing = z.object({
  queueName: z.string().nullable(),
  handing: handing.nullable(),
  /** The agent who asked; null when it is the server's own way out, which is tried until it works. */
  byPartyId: z.string().nullable(),
  asked: z.number(),
  deadline: at,
})
export type Queueing = z.infer<typeof queueing>

/** The customer is being moved into another conversation, of which they become a party. */
const merging = z.object({
  into: z.string(),
  /** Whom they are there. */
  partyId: z.string(),
  byPartyId: z.string(),
  /** When the other call is asked again. */
  deadline: at,
})
export type Merging = z.infer<typeof merging>

/** The agent talks in another call: whom the server has put on hold for that, and whose hold is the agent's own. */
const parked = z.object({
  byPartyId: z.string(),
  held: z.array(z.string()),
  kept: z.array(z.string()),
})

const phase = z.discriminatedUnion('kind', [
  /** Inbound: in Twilio's queue, offered to nobody. */
  z.object({
    kind: z.literal('queued'),
    since: at,
    /** An offer that an agent answered in vain; whether the caller gave up is not known yet. */
    answered: offer.nullable().default(null),
    /** Putting the caller there failed and is tried again then. */
    requeueAt: at.nullable().default(null),
    requeueTried: z.number().default(0),
  }),
  /** Inbound: an agent's desk rings. `overdue`: it should be over, so Twilio is asked before it is given up. */
  z.object({ kind: z.literal('offered'), offer, overdue: z.boolean().default(false) }),
  /** Inbound: the agent answered; TaskRouter is asked to accept before the caller is moved, again at `retryAt`. */
  z.object({
    kind: z.literal('accepting'),
    offer,
    since: at,
    agentGone: z.boolean(),
    retryAt: at.nullable().default(null),
    tried: z.number().default(0),
  }),
  /** Inbound: accepted; the caller is being moved out of the queue into the Conference. */
  z.object({ kind: z.literal('connecting'), leg: agentLeg, since: at, deadline: at }),
  /** From a colleague to a queue: prepared; the caller's Device has not connected yet. */
  z.object({ kind: z.literal('calling'), since: at, deadline: at }),
  /** Out of the queue again to the agent who handed the caller there: which of the two are in the Conference. */
  z.object({
    kind: z.literal('taking-back'),
    leg: agentLeg,
    since: at,
    deadline: at,
    arrived: z.array(z.enum(['customer', 'agent'])),
  }),
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
    /** Since when the other one is rung. */
    rungAt: at.nullable().default(null),
    /** With early media the customer's leg is in the Conference before the answer. */
    customerJoined: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal('active'),
    since: at,
    /** In the order in which they came; who has left stays for the books. */
    parties: z.array(party),
    transfer: transfer.nullable(),
    queueing: queueing.nullable(),
    /** Parties whose hold and mute the server takes back by itself, as often as it takes. */
    releasing: z.array(z.string()),
    /** Set while a hang-up waits for its proof. */
    closing: z
      .object({
        deadline: at,
        asked: z.number(),
        /** Whose command it is. */
        byPartyId: z.string().nullable().default(null),
      })
      .nullable(),
    merging: merging.nullable().default(null),
    parked: parked.nullable().default(null),
  }),
  z.object({
    kind: z.literal('ended'),
    at,
    reason: endReason,
    /** Whose act it was, by party id; null for nobody's. */
    endedBy: z.string().nullable().default(null),
    parties: z.array(party),
    /** When the conversation began; null when it never did. */
    talkedSince: at.nullable(),
    /** Until when the agents' screens still show it. */
    shownUntil: at,
  }),
])
export type Phase = z.infer<typeof phase>
export type PhaseOf<Kind extends Phase['kind']> = Extract<Phase, { kind: Kind }>

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
  turnedAway: z
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
  leftovers: z
    .object({
      legs: z.array(z.string()),
      /** Null while they are being told. */
      deadline: at.nullable(),
      tried: z.number().default(0),
    })
    .nullable(),
  /** How long the caller had waited when the newest offer began. */
  waitedSeconds: z.number(),
  /** How many requests have been made of Twilio that need a proof. */
  asks: z.number(),
  notes: z.string(),
  handing: handing.nullable(),
  trouble: callTrouble.nullable(),
  recording: recording.nullable().default(null),
  phase,
})
export type Call = z.infer<typeof callSchema>

/** A Call that is known to be in one phase. */
export type CallIn<Kind extends Phase['kind']> = Call & { readonly phase: PhaseOf<Kind> }

export function isIn<Kind extends Phase['kind']>(call: Call, kind: Kind): call is CallIn<Kind> {
  return call.phase.kind === kind
}

export function inboundCall(from: {
  callId: string
  callSid: string | null
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
    customer: { ...nobody, number: from.number, callSid: from.callSid },
    phase: { kind: 'queued', since: from.at, answered: null, requeueAt: null, requeueTried: 0 },
  }
}

/** How long the agent's Device may take to connect, and then to be in the Conference. */
export const DEVICE_DEADLINE_MS = 15_000

export function outboundCall(from: {
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
    ...blank(from.callId, from.at),
    direction: 'outbound',
    lineNumber: from.callerId,
    queueName: null,
    customer: {
      ...nobody,
      number: from.to,
      digits: from.digits ?? '',
      name: from.toName ?? null,
    },
    phase: { kind: 'placing', leg, since: from.at, deadline: from.at + DEVICE_DEADLINE_MS },
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

function blank(callId: string, startedAt: number) {
  return {
    callId,
    startedAt,
    queuedAt: startedAt,
    conferenceSid: null,
    tasks: [],
    queuings: 1,
    queueTasks: [],
    spentReservations: [],
    turnedAway: null,
    endedLegs: [],
    leftovers: null,
    waitedSeconds: 0,
    asks: 0,
    notes: '',
    handing: null,
    trouble: null,
    recording: null,
  }
}

/** The customer as a party, who rang us or was rung. */
export function customerIn({ customer, direction }: Call, now: number): Party {
  return customerParty(customer, direction === 'inbound' ? 'called' : 'dialled', now)
}

/** The agent of a leg in a phase before the conversation. */
export function deskIn({ phase }: Call, leg: AgentLeg, now: number): Party {
  return agentParty(leg, howDeskCame(phase.kind), now)
}

function howDeskCame(kind: Phase['kind']): JoinedHow {
  switch (kind) {
    case 'placing':
    case 'joining':
    case 'dialing':
      return 'placed'
    case 'taking-back':
      return 'took-back'
    default:
      return 'routed'
  }
}

/** Customer and agent have met. */
export function conversation(call: Call, leg: AgentLeg, now: number): PhaseOf<'active'> {
  return {
    kind: 'active',
    since: now,
    parties: [customerIn(call, now), deskIn(call, leg, now)],
    transfer: null,
    queueing: null,
    releasing: [],
    closing: null,
    merging: null,
    parked: null,
  }
}

/** The agent's leg in a phase before the conversation; null in all others. */
export function legOf(phase: Phase): AgentLeg | null {
  if ('offer' in phase) return phase.offer.leg
  return 'leg' in phase ? phase.leg : null
}

/** Everybody of the conversation; nobody before it begins. */
export function partiesOf(phase: Phase): readonly Party[] {
  return 'parties' in phase ? phase.parties : []
}

/** Every agent who is part of the call now, also in the customer's place: rung, waiting to be, or talking. */
export function agentsOf({ phase, customer }: Pick<Call, 'phase' | 'customer'>): readonly string[] {
  if (phase.kind === 'ended') return []
  const all =
    phase.kind === 'active'
      ? phase.parties.map((each) => (isHere(each) ? each.identity : null))
      : [legOf(phase)?.identity ?? null, customer.identity]
  return all.filter((identity) => identity !== null)
}
