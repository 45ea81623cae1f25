import { agentLeg, callHandover } from './phase.ts'
import { z } from 'zod'
import { callOutcome, endReason, handover, handoverKind } from '../../contract/desk.ts'
import { invitee } from './party.ts'

/** One line of an agent's history; `identity` is null when no agent was ever offered the call. */
const historyEntry = z.object({
  entryId: z.string(),
  identity: z.string().nullable(),
  startedAt: z.number(),
  talkedSeconds: z.number(),
  outcome: callOutcome,
})
export type HistoryEntry = z.infer<typeof historyEntry>

const reservation = { taskSid: z.string(), reservationSid: z.string() }
/** `asked`: which of the call's requests it is, or comes after. */
const recording = { callSid: z.string(), recordingSid: z.string(), requestNumber: z.number() }
const participant = { partyId: z.string(), conferenceSid: z.string(), callSid: z.string() }

/**
 * What a transition wants done. Data: the service runs it, and failures come back as events. Declared
 * as schemas because a command that a crash interrupted is read back from disk.
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
   * `missed` also takes the agent out of routing, as TaskRouter does after its own time-out; for `declined` and `not-rung` it
   * must not, not even when the rejection comes after that.
   */
  z.object({
    kind: z.literal('reject-reservation'),
    ...reservation,
    because: z.enum(['declined', 'missed', 'not-rung']),
    workerSid: z.string().optional(),
    /** The Worker who has a call in hand, and is to be offered no second one while that lasts. */
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
  z.object({ kind: z.literal('move-caller'), callSid: z.string() }),
  z.object({
    kind: z.literal('requeue-caller'),
    callSid: z.string(),
    queueName: z.string().nullable(),
    handover: callHandover.nullable(),
  }),
  /** Asks another call to take the customer in. */
  z.object({
    kind: z.literal('request-adoption'),
    into: z.string(),
    by: z.string(),
    who: invitee,
    callSid: z.string(),
  }),
  /** Another call's customer, out of that Conference into this one. */
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
  /** Ends the Conference; where that is impossible, each leg. */
  z.object({
    kind: z.literal('end-conversation'),
    conferenceSid: z.string().nullable(),
    legs: z.array(z.string()),
  }),
  /** `asOfRequest`: which of the call's requests came before; a later one is not judged by it. */
  z.object({ kind: z.literal('read-call'), asOfRequest: z.number() }),
  /** Starts the recording, keeps it or stops it, as the policy has it. */
  z.object({
    kind: z.literal('settle-recording'),
    callSid: z.string(),
    /** Whatever the policy says: the customer goes on in another call. */
    unwanted: z.boolean(),
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
  /** The agent has the customer again: what was begun of after-call work goes on when they have talked. */
  z.object({ kind: z.literal('withdraw-wrap-up'), identity: z.string() }),
])
export type CallEffect = z.infer<typeof callEffect>

/** Written in our own store: nothing of Twilio's is to delay it. */
export function isLocal({ kind }: CallEffect): boolean {
  return kind === 'write-history' || kind === 'start-wrap-up' || kind === 'withdraw-wrap-up'
}

/**
 * Keys pressed twice mean something else, and who is moved twice drops out in between; after a restart the call's deadline
 * decides instead. What makes something looks first whether it is made already.
 */
export function isRepeatable({ kind }: CallEffect): boolean {
  return kind !== 'move-party' && kind !== 'press-keys'
}
