import { z } from 'zod'
import { MOST_KEYS } from './dialled/split-number.ts'

/** `PUT /api/calls/:callId/notes` */
export const notesRequest = z.strictObject({ notes: z.string().max(10_000) })

/** Pressed after the answer: `0` to `9`, `*`, `#`, `,` for a pause of two seconds and `w` for half a second. */
const keysAfterAnswer = z
  .string()
  .max(MOST_KEYS)
  .regex(/^[,*w][\d*#,w]*$/u)

/** The target of a call, an invitation or a transfer. */
export const target = z.discriminatedUnion('kind', [
  /**
   * As typed: E.164, or national in the desk's country. What follows the number (`,`, `;`, `x`, `ext`, `#`, `*`, `p`,
   * `w`) is pressed after the answer, unless `digits` is given.
   */
  z.strictObject({
    kind: z.literal('number'),
    number: z.string().min(1).max(120),
    digits: keysAfterAnswer.optional(),
  }),
  z.strictObject({ kind: z.literal('teammate'), userId: z.string().min(1).max(100) }),
  /** A TaskRouter queue: only for calls and cold transfers. */
  z.strictObject({ kind: z.literal('queue'), queueSid: z.string().min(1).max(64) }),
])
export type Target = z.infer<typeof target>

/**
 * `POST /api/calls`: prepares a call. The agent's Device then connects with `{ callId }`, and a call that the desk has is
 * put on hold.
 */
export const dialRequest = z.strictObject({ target, callerId: z.string().optional() })
export type DialRequest = z.infer<typeof dialRequest>
/** `to`: E.164, or the name of the teammate or queue. */
export const dialReply = z.object({ callId: z.string(), to: z.string() })
export type DialReply = z.infer<typeof dialReply>

/** `POST /api/calls/:callId/merge`: everybody in the call `callId` comes into this one, and that call ends. */
export const mergeRequest = z.strictObject({ callId: z.string().min(1).max(100) })
export type MergeRequest = z.infer<typeof mergeRequest>

/** `POST /api/calls/:callId/recording/:step` */
export const recordingStep = z.enum(['pause', 'resume'])
export type RecordingStep = z.infer<typeof recordingStep>

/** `POST /api/calls/:callId/transfer` */
export const transferRequest = z.strictObject({
  kind: z.enum(['cold', 'warm']),
  target,
  /** Shown to the agent who gets the call. */
  reason: z.string().max(500),
})
export type TransferRequest = z.infer<typeof transferRequest>

/** `POST /api/calls/:callId/transfer/:step`: `complete` leaves the two alone; `cancel` also takes a cold transfer back. */
export const transferStep = z.enum(['complete', 'cancel', 'swap', 'join'])
export type TransferStep = z.infer<typeof transferStep>

/** `POST /api/calls/:callId/parties`: adds a party. A queue cannot be added. */
export const addRequest = z.strictObject({ target })
export type AddRequest = z.infer<typeof addRequest>

/** `POST /api/calls/:callId/parties/:partyId/:step` */
export const partyStep = z.enum(['hold', 'resume', 'mute', 'unmute', 'remove'])
export type PartyStep = z.infer<typeof partyStep>

/** `GET /api/targets`: who can be called now. */
export const targetsReply = z.object({
  teammates: z.array(
    z.object({
      userId: z.string(),
      displayName: z.string(),
      /** TaskRouter's Activity; null when it is not known. */
      activityName: z.string().nullable(),
      available: z.boolean(),
      onCall: z.boolean(),
    }),
  ),
  queues: z.array(
    z.object({
      queueSid: z.string(),
      name: z.string(),
      waiting: z.int().nonnegative(),
      free: z.int().nonnegative(),
    }),
  ),
  /** The contact centre's other contacts. `number`: E.164. */
  directory: z.array(
    z.object({ name: z.string(), number: z.string(), note: z.string().nullable() }),
  ),
})
export type TargetsReply = z.infer<typeof targetsReply>

/** The answer to a command that was accepted. A later snapshot confirms it. */
export const accepted = z.object({ accepted: z.literal(true) })

const callPath = (callId: string, rest: string) =>
  `/api/calls/${encodeURIComponent(callId)}/${rest}`
const wrapUpPath = (callId: string, rest: string) =>
  `/api/wrap-ups/${encodeURIComponent(callId)}/${rest}`

/** Paths of the HTTP API, relative to the server's origin. All but `welcome` and `session*` need a bearer token. */
export const paths = {
  welcome: '/api/welcome',
  session: '/api/session',
  sessionDemo: '/api/session/demo',
  sessionRefresh: '/api/session/refresh',
  twilioAccess: '/api/twilio-access',
  calls: '/api/calls',
  targets: '/api/targets',
  /** The agent presses *Answer*: what is to run beside the handshake begins. */
  answer: (callId: string) => callPath(callId, 'answer'),
  hangUp: (callId: string) => callPath(callId, 'hang-up'),
  /** The agent leaves, and the others go on. When nobody is left to talk to the customer, the call ends. */
  leave: (callId: string) => callPath(callId, 'leave'),
  /** Holds the desk's other call, and resumes this one. */
  switch: (callId: string) => callPath(callId, 'switch'),
  merge: (callId: string) => callPath(callId, 'merge'),
  recording: (callId: string, step: RecordingStep) => callPath(callId, `recording/${step}`),
  /** Out of the queue into which this agent transferred it. The Device then connects as for a new call. */
  retrieve: (callId: string) => callPath(callId, 'retrieve'),
  transfer: (callId: string) => callPath(callId, 'transfer'),
  transferStep: (callId: string, step: TransferStep) => callPath(callId, `transfer/${step}`),
  parties: (callId: string) => callPath(callId, 'parties'),
  partyStep: (callId: string, partyId: string, step: PartyStep) =>
    callPath(callId, `parties/${encodeURIComponent(partyId)}/${step}`),
  notes: (callId: string) => callPath(callId, 'notes'),
  draft: (callId: string) => wrapUpPath(callId, 'draft'),
  extend: (callId: string) => wrapUpPath(callId, 'extend'),
  complete: (callId: string) => wrapUpPath(callId, 'complete'),
} as const
