import { agentLeg } from './phase.ts'
import { z } from 'zod'
import { callOutcome, endReason, handover, handoverKind } from '../../contract/desk.ts'
import { invitee } from './party.ts'

/** One entry of an agent's history; `identity` is null when no agent was ever rung. */
const historyEntry = z.object({
  entryId: z.string(),
  identity: z.string().nullable(),
  startedAt: z.number(),
  talkedSeconds: z.number(),
  outcome: callOutcome,
})
export type HistoryEntry = z.infer<typeof historyEntry>

const reservation = { taskSid: z.string(), reservationSid: z.string() }
/** `requestNumber`: the number of this request in the call. */
const recording = { callSid: z.string(), recordingSid: z.string(), requestNumber: z.number() }
const participant = { partyId: z.string(), conferenceSid: z.string(), callSid: z.string() }

/**
 * What a transition asks to be done, as data: `runEffect` does it, and failures come back as events. Declared as
 * schemas, because an effect that a crash interrupted is read back from disk.
 */
export const callEffect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ring-agent'), leg: agentLeg, timeoutSeconds: z.number() }),
  z.object({ kind: z.literal('ring-customer'), to: z.string() }),
  /** A third party: a teammate's desk, or a number. */
  z.object({
    kind: z.literal('ring-party'),
    party: invitee,
    /** The customer is on hold, so only the agent hears the network's ringback. */
    earlyMedia: z.boolean(),
  }),
  z.object({ kind: z.literal('end-leg'), callSid: z.string() }),
  z.object({ kind: z.literal('accept-reservation'), ...reservation }),
  /**
   * `missed` also takes the agent out of routing, as TaskRouter does after its own timeout. `declined` and `not-rung`
   * must not do that, even when the rejection comes after that timeout.
   */
  z.object({
    kind: z.literal('reject-reservation'),
    ...reservation,
    because: z.enum(['declined', 'missed', 'not-rung']),
    workerSid: z.string().optional(),
    /** The Worker who is in a call and must get no second one during it. */
    engagedWorkerSid: z.string().optional(),
  }),
  z.object({ kind: z.literal('wrap-reservation'), ...reservation }),
  z.object({ kind: z.literal('complete-reservation'), ...reservation }),
  z.object({
    kind: z.literal('create-task'),
    partyId: z.string(),
    workerSid: z.string(),
    handover: handover.extend({ kind: handoverKind }).nullable(),
  }),
  z.object({ kind: z.literal('cancel-task'), taskSid: z.string() }),
  z.object({ kind: z.literal('complete-task'), taskSid: z.string() }),
  /** Moves the customer to the place where they wait. */
  z.object({ kind: z.literal('place-customer'), callSid: z.string(), place: z.number() }),
  /** A Task for a customer who waits in a queue; `queuing` counts these Tasks from 1. */
  z.object({ kind: z.literal('create-queue-task'), queuing: z.number() }),
  /** Says to one participant that it goes on in a moment. */
  z.object({ kind: z.literal('announce-moment'), conferenceSid: z.string(), callSid: z.string() }),
  /** Asks another call to take the customer. */
  z.object({
    kind: z.literal('request-adoption'),
    into: z.string(),
    by: z.string(),
    invitee,
    callSid: z.string(),
  }),
  /** Moves another call's customer out of its Conference into this one. */
  z.object({ kind: z.literal('move-party'), callSid: z.string(), partyId: z.string() }),
  z.object({
    kind: z.literal('report-merge'),
    callId: z.string(),
    partyId: z.string(),
    done: z.boolean(),
  }),
  z.object({ kind: z.literal('set-hold'), ...participant, hold: z.boolean() }),
  z.object({ kind: z.literal('set-mute'), ...participant, mute: z.boolean() }),
  /** Presses the party's `digits` for them. */
  z.object({ kind: z.literal('press-keys'), ...participant }),
  /**
   * Ends the customer's call first, because a customer whose Conference alone ends goes on waiting. Then the
   * Conference and each leg.
   */
  z.object({
    kind: z.literal('end-conversation'),
    customerCallSid: z.string().nullable().default(null),
    conferenceSid: z.string().nullable(),
    legs: z.array(z.string()),
  }),
  /** `asOfRequest`: the number of the call's last request so far. The reading says nothing about later requests. */
  z.object({ kind: z.literal('read-call'), asOfRequest: z.number() }),
  /** Starts, keeps or stops the recording, as the policy says. */
  z.object({
    kind: z.literal('settle-recording'),
    callSid: z.string(),
    /** Stops it whatever the policy says: the customer goes on in another call. */
    unwanted: z.boolean(),
    /** The first of the call: no other can run. */
    first: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('set-recording'), ...recording, pause: z.boolean() }),
  z.object({ kind: z.literal('read-recording'), ...recording }),
  z.object({ kind: z.literal('write-history'), entry: historyEntry }),
  z.object({
    kind: z.literal('start-wrap-up'),
    partyId: z.string(),
    identity: z.string(),
    reason: endReason,
    talkedSeconds: z.number(),
  }),
  /** The agent has the customer again: after-call work that had begun waits until they have talked. */
  z.object({ kind: z.literal('withdraw-wrap-up'), identity: z.string() }),
])
export type CallEffect = z.infer<typeof callEffect>
export type EffectOf<Kind extends CallEffect['kind']> = Extract<CallEffect, { kind: Kind }>

/** The history of somebody who talked to nobody. */
export function writeUnmetHistory(entry: Omit<HistoryEntry, 'talkedSeconds'>): CallEffect {
  return { kind: 'write-history', entry: { ...entry, talkedSeconds: 0 } }
}

/** Written only to our own store: Twilio cannot delay it. */
export function isLocal({ kind }: CallEffect): boolean {
  return kind === 'write-history' || kind === 'start-wrap-up' || kind === 'withdraw-wrap-up'
}

/**
 * Keys that are pressed twice mean something else, and a leg that is moved twice drops out in between. After a
 * restart the call's deadline decides instead. Effects that create something first look whether it exists already.
 */
export function isRepeatable({ kind }: CallEffect): boolean {
  return kind !== 'move-party' && kind !== 'press-keys'
}
