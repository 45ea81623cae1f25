import { z } from 'zod'
import { wordOf } from './reading.ts'
import { wrapUpDraft } from './wrap-up-draft.ts'

const instant = z.iso.datetime()

/** A command's three stages. `confirmed` is what Twilio has proved; `requested` differs while a command is under way. */
export const confirmable = z.object({
  requested: z.boolean(),
  confirmed: z.boolean(),
  /** Since when `confirmed` has had its value. */
  since: instant,
})
export type Confirmable = z.infer<typeof confirmable>

/**
 * A party's role in the call. `agent` has the call now and works on it; `consult` is asked by an agent and
 * may take over; `external` was added by number.
 */
export const partyRole = z.enum(['customer', 'agent', 'consult', 'external', 'supervisor'])

/**
 * How a party came into the conversation. `called`: rang us. `dialled`: was rung by the agent who placed the call.
 * `placed`: that agent. `routed`: was chosen by TaskRouter. `took-back`: had handed the customer to a queue, and took
 * them out of it again. `merged`: came with another conversation.
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

/** Why a party is no longer, or never came to be, in the conversation. */
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
  /** This desk's own leg: exactly one party of a snapshot, unless the desk only just lost it. */
  self: z.boolean(),
  /** The account, for teammates. */
  userId: z.string().nullable(),
  /** E.164, or null for a teammate and for a withheld number. */
  number: z.string().nullable(),
  /** Pressed for them after the answer, as `keysAfterAnswer` says; empty for nothing. */
  digits: z.string(),
  name: z.string().nullable(),
  callSid: z.string().nullable(),
  state: wordOf(['waiting', 'ringing', 'connected', 'left'], 'waiting'),
  hold: confirmable,
  /** Muted by the server for the others; an agent's own mute is local and not here. */
  mute: confirmable,
  joinedAt: instant.nullable(),
  joinedHow: wordOf(joinedHow.options, 'added'),
  /** Twilio hears this party's voice now. */
  speaking: z.boolean(),
  /** How long it has spoken in this conversation, whole seconds, without what it is saying now. */
  spokenSeconds: z.int().nonnegative(),
  /** Null while it is there or may yet be. */
  leftBecause: wordOf(leftBecause.options, 'hung-up').nullable(),
})
export type Party = z.infer<typeof party>

export const transferKind = z.enum(['cold', 'warm'])
/** `ringing`: the target is rung. `consulting`: agent and target talk, the customer hears music. `swapped`: agent and
 * customer talk, the target hears music. `joined`: all talk. */
export const transferStage = z.enum(['ringing', 'consulting', 'swapped', 'joined'])
export const transferRequest = z.enum(['complete', 'cancel', 'swap', 'join'])

/**
 * A transfer under way, as a whole. `cold`: the customer hears music until the target answers, and is then alone with it;
 * until then it can be taken back. `warm`: the agent talks to the target first.
 */
export const transferSnapshot = z.object({
  kind: wordOf(transferKind.options, 'warm'),
  /** Where it is not known, nobody should think that the customer does not hear them. */
  stage: wordOf(transferStage.options, 'joined'),
  partyId: z.string(),
  /** The agent who transfers. */
  byUserId: z.string(),
  /** `complete`, `cancel`, `swap` or `join` was asked and is not yet proved. */
  pending: wordOf(transferRequest.options, null).nullable(),
  since: instant,
})
export type TransferSnapshot = z.infer<typeof transferSnapshot>

export const recordingState = z.enum(['starting', 'on', 'paused', 'failed'])
export const recordingRequest = z.enum(['pause', 'resume'])

/**
 * The recording of the customer's leg; a call that no policy records has none. `starting` and `pending` are asked for and
 * not proved: until it is proved, a pause that was asked for still records.
 */
export const recordingSnapshot = z.object({
  /** Where it is not known, nobody should think that it does not record. */
  state: wordOf(recordingState.options, 'on'),
  pending: wordOf(recordingRequest.options, null).nullable(),
  since: instant,
  /** When the server resumes a paused one by itself. */
  resumesAt: instant.nullable(),
})
export type RecordingSnapshot = z.infer<typeof recordingSnapshot>

export const handoverKind = z.enum(['cold', 'warm', 'queue', 'left'])

/** Who handed this conversation to this desk, and why. `left`: they were signed out while they had it. */
export const handover = z.object({
  from: z.string(),
  kind: wordOf(handoverKind.options, 'cold'),
  reason: z.string(),
  notes: z.string(),
})
export type Handover = z.infer<typeof handover>

/** Who ended the conversation, or why it never began. */
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

/** As a desk reads it: `other` is one that only a newer server knows, and is never sent. */
export const receivedEndReason = wordOf(endReason.options, 'other')
export type ReceivedEndReason = z.infer<typeof receivedEndReason>

const knownState = z.discriminatedUnion('kind', [
  /** Inbound: the desk rings. `deadline` is when the offer goes elsewhere. */
  z.object({ kind: z.literal('ringing'), since: instant, deadline: instant }),
  /** Outbound: from the agent's command until the customer has answered. */
  z.object({ kind: z.literal('dialing'), since: instant }),
  /** Inbound: the agent has answered and the caller is being brought in. */
  z.object({ kind: z.literal('connecting'), since: instant }),
  z.object({ kind: z.literal('active'), since: instant }),
  z.object({ kind: z.literal('ended'), at: instant, reason: receivedEndReason }),
])

/** A state that only a newer server knows, and is never sent: there is a call, and no more can be said of it. */
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

/** A command that failed: what was asked, and a code for the words. Cleared by the next success. */
export const callFailure = z.object({
  command: failedCommand,
  /** `no-answer` to `left`: what became of the party that was to be added or transferred to. */
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

/** One conversation, whole. Times are the server's; `deskSnapshot.serverTime` gives the offset. */
export const callSnapshot = z.object({
  callId: z.string(),
  /** `internal`: with a teammate. The one who was called is the `customer` party. */
  direction: wordOf(['inbound', 'outbound', 'internal'], 'inbound'),
  state: callState,
  /**
   * Offered while this desk is in another call: no leg rings. The desk answers by connecting its Device with the call's id,
   * and the server then puts the other call on hold.
   */
  callWaiting: z.boolean(),
  queueName: z.string().nullable(),
  /** How long the caller had waited when this offer began. */
  waitedSeconds: z.int().nonnegative(),
  /** Our number that was dialled, or that is shown to the customer. */
  lineNumber: z.string().nullable(),
  /** In the order in which they came; one that left stays in its place for a few seconds. */
  parties: z.array(party),
  transfer: transferSnapshot.nullable(),
  handover: handover.nullable(),
  recording: recordingSnapshot.nullable(),
  /** Once it is over: whose act ended it, a party of `parties`; null where it was nobody's. */
  endedBy: z.string().nullable(),
  failure: receivedFailure.nullable(),
  notes: z.string(),
})
export type CallSnapshot = z.infer<typeof callSnapshot>

/** A customer who was handed to a queue by this agent and still waits there. Until somebody answers, they can be retrieved. */
export const handedOver = z.object({
  callId: z.string(),
  customerName: z.string().nullable(),
  customerNumber: z.string().nullable(),
  queueName: z.string().nullable(),
  /** Since when they have waited there. */
  since: instant,
})
export type HandedOver = z.infer<typeof handedOver>

export const disposition = z.object({ id: z.string(), label: z.string() })
export type Disposition = z.infer<typeof disposition>

/** After-call work of one conversation, until it is completed. The timer is the server's. */
export const wrapUpSnapshot = z.object({
  callId: z.string(),
  customerName: z.string().nullable(),
  customerNumber: z.string().nullable(),
  direction: wordOf(['inbound', 'outbound'], 'inbound'),
  queueName: z.string().nullable(),
  reason: receivedEndReason,
  talkedSeconds: z.int().nonnegative(),
  startedAt: instant,
  /** When the time planned for it is over. A required disposition outlasts it. */
  deadline: instant,
  required: z.boolean(),
  choices: z.array(disposition),
  draft: wrapUpDraft,
})
export type WrapUpSnapshot = z.infer<typeof wrapUpSnapshot>

/** How a call came out for one agent. */
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
  direction: wordOf(['inbound', 'outbound', 'internal'], 'inbound'),
  number: z.string().nullable(),
  /** What was pressed after the answer; empty for nothing. */
  digits: z.string(),
  name: z.string().nullable(),
  queueName: z.string().nullable(),
  startedAt: instant,
  talkedSeconds: z.int().nonnegative(),
  /** Where it is not known, it is one to look at. */
  outcome: wordOf(callOutcome.options, 'missed'),
  dispositionLabel: z.string().nullable(),
})
export type RecentCall = z.infer<typeof recentCall>

/** Why a desk could not prove that calls reach it. `silent`: the server heard nothing from it. */
export const takenOutReason = z.enum(['silent', 'device', 'microphone'])

/** The server has taken this agent out of routing, because the desk did not prove itself; `back`: until a moment ago. */
export const takenOut = z.object({
  since: instant,
  reason: wordOf(takenOutReason.options, 'silent'),
  back: z.boolean(),
})
export type TakenOut = z.infer<typeof takenOut>

/** Everything one agent's screen shows of the server's knowledge. Sent whole at each change; never a difference. */
export const deskSnapshot = z.object({
  /** Grows with each snapshot of this agent; an older one than the last seen is dropped. */
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
  /** Callers in the queues now, not yet answered; null until it is known. */
  waiting: z.int().nonnegative().nullable(),
  /** Caller IDs that this agent may show, E.164; the first is the default. */
  callerIds: z.array(z.string()),
  /** ISO 3166 country in which national numbers are read. */
  country: z.string().length(2),
})
export type DeskSnapshot = z.infer<typeof deskSnapshot>
