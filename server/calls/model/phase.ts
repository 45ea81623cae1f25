import { z } from 'zod'
import { transferStep } from '../../contract/commands.ts'
import {
  endReason,
  handover,
  handoverKind,
  transferKind,
  transferStage,
} from '../../contract/desk.ts'
import { party } from './party.ts'

const at = z.number()

/** An agent's leg before the conversation. `partyId` is also Twilio's participant label. */
export const agentLeg = z.object({
  partyId: z.string(),
  identity: z.string(),
  workerSid: z.string(),
  name: z.string().nullable().default(null),
  callSid: z.string().nullable(),
})
export type AgentLeg = z.infer<typeof agentLeg>

/** TaskRouter's Reservation of this call for one agent, and the leg that rings for it. */
const reservation = z.object({
  taskSid: z.string(),
  reservationSid: z.string(),
  leg: agentLeg,
  since: at,
  deadline: at,
  /** Until when a desk may ring for it, a while before TaskRouter times it out; null in calls of an earlier version. */
  reservedUntil: at.nullable().default(null),
  /** The agent is in another call: no leg rings, and the desk connects a Device to answer. */
  callWaiting: z.boolean().default(false),
  /** The agent has just declined this call: their desk rings from then on; null when nothing is waited for. */
  restsUntil: at.nullable().default(null),
})
export type Reservation = z.infer<typeof reservation>

/** What a desk learns about the handover. `fromIdentity` is the agent who handed over. */
export const callHandover = handover.extend({ kind: handoverKind, fromIdentity: z.string() })
export type CallHandover = z.infer<typeof callHandover>

/** A transfer to a party. Its stage decides whether the customer hears music. */
const transfer = z.object({
  kind: transferKind,
  /** `holding`: the customer is being put on hold; nobody is rung before that is confirmed. */
  stage: z.enum(['holding', ...transferStage.options]),
  partyId: z.string(),
  /** The party of the agent who transfers. They may have left while a cold transfer rings. */
  byPartyId: z.string(),
  reason: z.string(),
  pending: transferStep.nullable(),
  since: at,
  /** The customer was on hold before, and stays on hold if the transfer fails. */
  heldBefore: z.boolean(),
})
export type Transfer = z.infer<typeof transfer>

/** An agent transfers the customer to a queue: they are being moved to the place where they will wait. */
const requeue = z.object({
  queueName: z.string(),
  handover: callHandover,
  byPartyId: z.string(),
  place: z.number(),
  requestNumber: z.number(),
  deadline: at,
})
export type Requeue = z.infer<typeof requeue>

/** The customer is being moved into another call, where they become a party. */
const merge = z.object({
  into: z.string(),
  /** Their party id in that call. */
  partyId: z.string(),
  byPartyId: z.string(),
  /** When the other call is asked again. */
  deadline: at,
})
export type Merge = z.infer<typeof merge>

/** What is under way that moves somebody into or out of the conversation: one thing at a time. */
const operation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('transfer'), transfer }),
  z.object({ kind: z.literal('requeue'), requeue }),
  z.object({ kind: z.literal('merge'), merge }),
])

/**
 * The agent talks in another call. `held`: parties that the server put on hold for that. `kept`: parties whose hold
 * is the agent's.
 */
const setAside = z.object({
  byPartyId: z.string(),
  held: z.array(z.string()),
  kept: z.array(z.string()),
})

export const phase = z.discriminatedUnion('kind', [
  /** In a queue, with no agent reserved. `placed`: the customer's call has the document that leads to this place. */
  z.object({ kind: z.literal('queued'), since: at, placed: z.boolean() }),
  /** An agent's desk rings. `overdue`: the ring should be over, so Twilio is asked first. */
  z.object({ kind: z.literal('reserved'), reservation, overdue: z.boolean().default(false) }),
  /** A teammate calls a queue: prepared; the caller's Device has not connected yet. */
  z.object({ kind: z.literal('calling'), since: at, deadline: at }),
  /**
   * The customer waits for one agent, whose Device connects: the agent takes them back from a queue, or has lost the
   * conversation with the desk.
   */
  z.object({
    kind: z.literal('returning'),
    leg: agentLeg,
    since: at,
    deadline: at,
    /** The customer's call has the document that leads to this place. */
    placed: z.boolean(),
    /** The conversation that was lost; null for a customer who comes back from a queue. */
    talk: z.object({ since: at, parties: z.array(party) }).nullable(),
  }),
  /** Outbound: prepared; the agent's Device has not connected yet. */
  z.object({ kind: z.literal('placing'), leg: agentLeg, since: at, deadline: at }),
  /** Outbound: the Device has its TwiML; the agent is on the way into the Conference. */
  z.object({ kind: z.literal('joining'), leg: agentLeg, since: at, deadline: at }),
  /** Outbound: the customer is rung. `overdue` as in `reserved`. */
  z.object({
    kind: z.literal('dialing'),
    leg: agentLeg,
    since: at,
    deadline: at,
    overdue: z.boolean().default(false),
    /** Since when the called party rings. */
    rungAt: at.nullable().default(null),
    /** With early media the customer's leg is in the Conference before the answer. */
    customerJoined: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal('active'),
    since: at,
    /** In the order of arrival. Parties who have left stay for the history. */
    parties: z.array(party),
    operation,
    /** Parties whose hold and mute the server ends by itself, retrying until that is confirmed. */
    releasing: z.array(z.string()),
    /** Set while a hang-up waits for its confirmation. */
    closing: z
      .object({
        deadline: at,
        requestNumber: z.number(),
        /** The party who hung up. */
        byPartyId: z.string().nullable().default(null),
      })
      .nullable(),
    setAside: setAside.nullable().default(null),
  }),
  z.object({
    kind: z.literal('ended'),
    at,
    reason: endReason,
    /** The party id of the party that ended it; null for nobody. */
    endedBy: z.string().nullable().default(null),
    parties: z.array(party),
    /** When the conversation began; null if it never did. */
    talkedSince: at.nullable(),
    /** Until when the agents' screens show it. */
    shownUntil: at,
  }),
])
export type Phase = z.infer<typeof phase>
export type PhaseOf<Kind extends Phase['kind']> = Extract<Phase, { kind: Kind }>

/** The operation that is under way, by its kind: at most one of them is not null. */
export function getOperation({ operation }: PhaseOf<'active'>): {
  readonly transfer: Transfer | null
  readonly requeue: Requeue | null
  readonly merge: Merge | null
} {
  return {
    transfer: operation.kind === 'transfer' ? operation.transfer : null,
    requeue: operation.kind === 'requeue' ? operation.requeue : null,
    merge: operation.kind === 'merge' ? operation.merge : null,
  }
}
