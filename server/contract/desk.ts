import { z } from 'zod'
import { recordingStep, transferStep } from './commands.ts'
import { wordOf } from './reading.ts'
import { wrapUpDraft } from './wrap-up-draft.ts'

const instant = z.iso.datetime()

/** `internal`: with a teammate. The one who was called is the `customer` party. */
const direction = wordOf(['inbound', 'outbound', 'internal'], 'inbound')

/** `requested` differs from `confirmed`, which Twilio has confirmed, while a command is under way. */
export const confirmable = z.object({
  requested: z.boolean(),
  confirmed: z.boolean(),
  /** Since when `confirmed` has had its value. */
  since: instant,
})
export type Confirmable = z.infer<typeof confirmable>

/** `agent` has the call now; `consult` is asked by an agent and may take over; `external` was added by number. */
export const partyRole = z.enum(['customer', 'agent', 'consult', 'external', 'supervisor'])

/**
 * How a party came into the conversation. `called`: called us. `dialled`: was called by the agent who placed the call.
 * `placed`: that agent. `routed`: was chosen by TaskRouter. `took-back`: had handed the customer to a queue, and retrieved
 * them. `merged`: came with another call.
 */
export const joinedHow = z.enum([
  'called',
  'dialled',
  'placed',
  'routed',
  'took-back',
  'transferred',
  'added',
  'merged',
])
export type JoinedHow = z.infer<typeof joinedHow>

/** Why a party is no longer in the conversation, or never was. */
export const leftBecause = z.enum([
  'hung-up',
  'removed',
  'no-answer',
  'busy',
  'declined',
  'failed',
  'taken-back',
])

export const party = z.object({
  partyId: z.string(),
  role: wordOf(partyRole.options, 'external'),
  /** This desk's own leg: exactly one party of a snapshot, unless the desk has just lost it. */
  self: z.boolean(),
  /** The account, for teammates. */
  userId: z.string().nullable(),
  /** E.164, or null for a teammate and for a withheld number. */
  number: z.string().nullable(),
  /** Keys pressed after the answer; empty for none. */
  digits: z.string(),
  name: z.string().nullable(),
  callSid: z.string().nullable(),
  state: wordOf(['waiting', 'ringing', 'connected', 'left'], 'waiting'),
  hold: confirmable,
  /** Muted by the server. An agent's own mute is local and not here. */
  mute: confirmable,
  joinedAt: instant.nullable(),
  joinedHow: wordOf(joinedHow.options, 'added'),
  /** This party speaks now, as Twilio reports. */
  speaking: z.boolean(),
  /** How long it has spoken in this conversation, seconds, without what it is saying now. */
  spokenSeconds: z.int().nonnegative(),
  /** Null while the party is there or may still come. */
  leftBecause: wordOf(leftBecause.options, 'hung-up').nullable(),
})
export type Party = z.infer<typeof party>

export const transferKind = z.enum(['cold', 'warm'])
/**
 * `ringing`: the target rings. `consulting`: agent and target talk, the customer hears music. `swapped`: agent and customer
 * talk, the target hears music. `joined`: all talk.
 */
export const transferStage = z.enum(['ringing', 'consulting', 'swapped', 'joined'])

/**
 * A transfer under way. `cold`: the customer hears music until the target answers, and is then alone with the target; until
 * then it can be taken back. `warm`: the agent talks to the target first.
 */
export const transferSnapshot = z.object({
  kind: wordOf(transferKind.options, 'warm'),
  /** An unknown stage is read as one in which the customer hears everything. */
  stage: wordOf(transferStage.options, 'joined'),
  partyId: z.string(),
  /** The agent who transfers. */
  byUserId: z.string(),
  /** Requested and not yet confirmed. */
  pending: wordOf(transferStep.options, null).nullable(),
  since: instant,
})
export type TransferSnapshot = z.infer<typeof transferSnapshot>

export const recordingState = z.enum(['starting', 'on', 'paused', 'failed'])

/** The recording of the customer's leg. `starting` and `pending` are not confirmed: a pause that is pending still records. */
export const recordingSnapshot = z.object({
  /** An unknown state is read as one that records. */
  state: wordOf(recordingState.options, 'on'),
  pending: wordOf(recordingStep.options, null).nullable(),
  since: instant,
  /** When the server itself resumes a paused recording. */
  resumesAt: instant.nullable(),
})
export type RecordingSnapshot = z.infer<typeof recordingSnapshot>

export const handoverKind = z.enum(['cold', 'warm', 'queue', 'left'])

/** Who handed this call to this desk, and why. `left`: they were signed out while they had it. */
export const handover = z.object({
  from: z.string(),
  kind: wordOf(handoverKind.options, 'cold'),
  reason: z.string(),
  notes: z.string(),
})
export type Handover = z.infer<typeof handover>

/** Who ended the call, or why it never began. */
export const endReason = z.enum([
  'customer-hung-up',
  'agent-hung-up',
  'transferred',
  'no-answer',
  'busy',
  'declined',
  'failed',
  'connection-lost',
])
export type EndReason = z.infer<typeof endReason>

/** As a desk reads it: `other` is a reason that only a newer server knows, and is never sent. */
export const receivedEndReason = wordOf(endReason.options, 'other')
export type ReceivedEndReason = z.infer<typeof receivedEndReason>

const knownState = z.discriminatedUnion('kind', [
  /** Inbound: the desk rings, until `deadline`. */
  z.object({ kind: z.literal('ringing'), since: instant, deadline: instant }),
  /** Outbound: from the agent's command until the customer has answered. */
  z.object({ kind: z.literal('dialing'), since: instant }),
  /** Inbound: the agent has answered and the caller is being brought in. */
  z.object({ kind: z.literal('connecting'), since: instant }),
  z.object({ kind: z.literal('active'), since: instant }),
  z.object({ kind: z.literal('ended'), at: instant, reason: receivedEndReason }),
])

/** A state that only a newer server knows, and is never sent. */
const unknownState = z.object({
  kind: z.string().transform(() => 'unknown' as const),
  since: instant,
})

const callState = z.union([knownState, unknownState])

const failedCommand = z.enum([
  'hold',
  'resume',
  'hang-up',
  'dial',
  'transfer',
  'add',
  'remove',
  'mute',
  'merge',
  'record',
  'pause-recording',
  'resume-recording',
  'keys',
])
const callFailureCode = z.enum([
  'not-confirmed',
  'refused',
  'unreachable',
  'no-answer',
  'busy',
  'declined',
  'failed',
  'left',
])

/** A command that failed. Cleared by the next success. */
export const callFailure = z.object({
  command: failedCommand,
  /** `no-answer` to `left`: what happened to the party that was to be added or transferred to. */
  code: callFailureCode,
  /** The party that it was about; null for the customer. */
  who: z.string().nullable(),
  at: instant,
})
export type CallFailure = z.infer<typeof callFailure>

/** As a desk reads it. */
const receivedFailure = callFailure.extend({
  command: wordOf(failedCommand.options, 'other'),
  code: wordOf(callFailureCode.options, 'refused'),
})
export type ReceivedFailure = z.infer<typeof receivedFailure>

/** One call, whole. Times are the server's; `deskSnapshot.serverTime` gives the offset. */
export const callSnapshot = z.object({
  callId: z.string(),
  direction,
  state: callState,
  /**
   * It came while this desk is in another call, so no leg rings. The desk answers when its Device connects with the call's
   * id, and the server then holds the other call.
   */
  callWaiting: z.boolean(),
  queueName: z.string().nullable(),
  /** How long the caller had waited when this desk began to ring; from its answer on, until then. */
  waitedSeconds: z.int().nonnegative(),
  /** Our number that was dialled, or that is shown to the customer. */
  lineNumber: z.string().nullable(),
  /**
   * This desk was lost, and the customer waits for it, at the latest until then: the desk connects to the call again with the
   * call's id. The state is `connecting` meanwhile. Null otherwise; an older server never says it.
   */
  returnUntil: instant.nullable().default(null),
  /** In the order in which they came. A party that left keeps its place for a few seconds. */
  parties: z.array(party),
  transfer: transferSnapshot.nullable(),
  handover: handover.nullable(),
  recording: recordingSnapshot.nullable(),
  /** The party that ended the call; null while it goes on, or when nobody ended it. */
  endedBy: z.string().nullable(),
  failure: receivedFailure.nullable(),
  notes: z.string(),
})
export type CallSnapshot = z.infer<typeof callSnapshot>

const callWithCustomer = {
  callId: z.string(),
  customerName: z.string().nullable(),
  customerNumber: z.string().nullable(),
  queueName: z.string().nullable(),
}

/** A customer that this agent handed to a queue and can retrieve until somebody answers. */
export const handedOver = z.object({
  ...callWithCustomer,
  /** Since when they wait in the queue. */
  since: instant,
})
export type HandedOver = z.infer<typeof handedOver>

export const disposition = z.object({ id: z.string(), label: z.string() })
export type Disposition = z.infer<typeof disposition>

/** After-call work of one call, until it is completed. The timer is the server's. */
export const wrapUpSnapshot = z.object({
  ...callWithCustomer,
  direction: wordOf(['inbound', 'outbound'], 'inbound'),
  reason: receivedEndReason,
  talkedSeconds: z.int().nonnegative(),
  startedAt: instant,
  /** When its planned time is over. While a required disposition is missing, it stays open. */
  deadline: instant,
  required: z.boolean(),
  choices: z.array(disposition),
  draft: wrapUpDraft,
})
export type WrapUpSnapshot = z.infer<typeof wrapUpSnapshot>

/** The outcome of a call for one agent. */
export const callOutcome = z.enum([
  'answered',
  'missed',
  'declined',
  'no-answer',
  'busy',
  'failed',
  'abandoned',
])

export const recentCall = z.object({
  callId: z.string(),
  direction,
  number: z.string().nullable(),
  /** Keys pressed after the answer; empty for none. */
  digits: z.string(),
  name: z.string().nullable(),
  queueName: z.string().nullable(),
  startedAt: instant,
  talkedSeconds: z.int().nonnegative(),
  /** An unknown outcome is read as one to look at. */
  outcome: wordOf(callOutcome.options, 'missed'),
  dispositionLabel: z.string().nullable(),
})
export type RecentCall = z.infer<typeof recentCall>

/** Why calls could not reach a desk. `silent`: the server heard nothing from it. */
export const takenOutReason = z.enum(['silent', 'device', 'microphone'])

/** The server has taken this agent out of routing, because calls could not reach the desk; `back`: until a moment ago. */
export const takenOut = z.object({
  since: instant,
  reason: wordOf(takenOutReason.options, 'silent'),
  back: z.boolean(),
})
export type TakenOut = z.infer<typeof takenOut>

/** All that one agent's screen shows of the server's knowledge. Sent whole at each change. */
export const deskSnapshot = z.object({
  /** Grows with each snapshot of this agent; the desk drops an older one. */
  revision: z.int().nonnegative(),
  serverTime: instant,
  calls: z.array(callSnapshot),
  handedOver: z.array(handedOver),
  wrapUps: z.array(wrapUpSnapshot),
  recent: z.array(recentCall),
  takenOut: takenOut.nullable(),
  today: z.object({
    calls: z.int().nonnegative(),
    averageHandleSeconds: z.int().nonnegative(),
  }),
  /** Callers in the queues now; null until it is known. */
  waiting: z.int().nonnegative().nullable(),
  /** Caller IDs that this agent may show, E.164; the first is the default. */
  callerIds: z.array(z.string()),
  /** ISO 3166 country in which national numbers are read. */
  country: z.string().length(2),
})
export type DeskSnapshot = z.infer<typeof deskSnapshot>
