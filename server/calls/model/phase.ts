import { z } from 'zod'
import {
  endReason,
  handover,
  handoverKind,
  transferKind,
  transferStage,
  transferWish,
} from '../../contract/desk.ts'
import { party } from './party.ts'

const at = z.number()

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
const reservation = z.object({
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
export type Reservation = z.infer<typeof reservation>

/** What a desk learns of who handed the conversation over; `fromIdentity` is the desk that did. */
export const callHandover = handover.extend({ kind: handoverKind, fromIdentity: z.string() })
export type CallHandover = z.infer<typeof callHandover>

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
const requeue = z.object({
  queueName: z.string().nullable(),
  handover: callHandover.nullable(),
  /** The agent who asked; null when it is the server's own way out, which is tried until it works. */
  byPartyId: z.string().nullable(),
  requestNumber: z.number(),
  deadline: at,
})
export type Requeue = z.infer<typeof requeue>

/** The customer is being moved into another conversation, of which they become a party. */
const merge = z.object({
  into: z.string(),
  /** Whom they are there. */
  partyId: z.string(),
  byPartyId: z.string(),
  /** When the other call is asked again. */
  deadline: at,
})
export type Merge = z.infer<typeof merge>

/** The agent talks in another call: whom the server has put on hold for that, and whose hold is the agent's own. */
const setAside = z.object({
  byPartyId: z.string(),
  held: z.array(z.string()),
  kept: z.array(z.string()),
})

export const phase = z.discriminatedUnion('kind', [
  /** Inbound: in Twilio's queue, offered to nobody. */
  z.object({
    kind: z.literal('queued'),
    since: at,
    /** An reservation that an agent answered in vain; whether the caller gave up is not known yet. */
    answered: reservation.nullable().default(null),
    /** Putting the caller there failed and is tried again then. */
    requeueAt: at.nullable().default(null),
    requeueAttempts: z.number().default(0),
  }),
  /** Inbound: an agent's desk rings. `overdue`: it should be over, so Twilio is asked before it is given up. */
  z.object({
    kind: z.literal('reserved'),
    reservation,
    overdue: z.boolean().default(false),
  }),
  /** Inbound: the agent answered; TaskRouter is asked to accept before the caller is moved, again at `retryAt`. */
  z.object({
    kind: z.literal('accepting'),
    reservation,
    since: at,
    agentLeft: z.boolean(),
    retryAt: at.nullable().default(null),
    attempts: z.number().default(0),
  }),
  /** Inbound: accepted; the caller is being moved out of the queue into the Conference. */
  z.object({ kind: z.literal('connecting'), leg: agentLeg, since: at, deadline: at }),
  /** From a colleague to a queue: prepared; the caller's Device has not connected yet. */
  z.object({ kind: z.literal('calling'), since: at, deadline: at }),
  /** Out of the queue again to the agent who handed the caller there: which of the two are in the Conference. */
  z.object({
    kind: z.literal('retrieving'),
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
    requeue: requeue.nullable(),
    /** Parties whose hold and mute the server takes back by itself, as often as it takes. */
    releasing: z.array(z.string()),
    /** Set while a hang-up waits for its proof. */
    closing: z
      .object({
        deadline: at,
        requestNumber: z.number(),
        /** Whose command it is. */
        byPartyId: z.string().nullable().default(null),
      })
      .nullable(),
    merge: merge.nullable().default(null),
    setAside: setAside.nullable().default(null),
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
