import { z } from 'zod'
import { MOST_KEYS } from './dialled/split-number.ts'

/** `PUT /api/calls/:callId/notes`, during a call. */
export const notesRequest = z.strictObject({ notes: z.string().max(10_000) })

/**
 * Pressed for the called party once they have answered: `0` to `9`, `*`, `#`, `,` for a pause of two seconds and `w`
 * for one of half a second.
 */
const keysAfterAnswer = z
  .string()
  .max(MOST_KEYS)
  .regex(/^[,*w][\d*#,w]*$/u)

/** The target of a call, an invitation or a transfer. */
export const target = z.discriminatedUnion('kind', [
  /**
   * As typed: E.164, or national in the desk's country. What follows the number (`,`, `;`, `x`, `ext`, `#`, `*`, `p`,
   * `w`) is pressed after the answer, unless that is given apart.
   */
  z.strictObject({
    kind: z.literal('number'),
    number: z.string().min(1).max(120),
    digits: keysAfterAnswer.optional(),
  }),
  z.strictObject({ kind: z.literal('teammate'), userId: z.string().min(1).max(100) }),
  /** A TaskRouter queue: for calls and cold transfers. Nobody can be brought in from one. */
  z.strictObject({ kind: z.literal('queue'), queueSid: z.string().min(1).max(64) }),
])
export type Target = z.infer<typeof target>

/**
 * `POST /api/calls`: prepares a call to a number, a teammate or a queue. The agent's Device then connects with
 * `{ callId }`; a call that the desk has is then put on hold.
 */
export const dialRequest = z.strictObject({ target, callerId: z.string().optional() })
export type DialRequest = z.infer<typeof dialRequest>
/** `to`: E.164, or the name of the teammate or queue. */
export const dialReply = z.object({ callId: z.string(), to: z.string() })
export type DialReply = z.infer<typeof dialReply>

/** `POST /api/calls/:callId/merge`: everybody in the other call comes into this one, and the other one ends. */
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

/** `POST /api/calls/:callId/transfer/:step`: `complete` leaves the two alone, `cancel` also takes a cold one back. */
export const transferStep = z.enum(['complete', 'cancel', 'swap', 'join'])
export type TransferStep = z.infer<typeof transferStep>

/** `POST /api/calls/:callId/parties`: a conference. Queues cannot be added. */
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
      /** TaskRouter's activity, or null when it is not known. */
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
  /** The contact centre's other contacts: E.164 numbers under a name. */
  directory: z.array(
    z.object({ name: z.string(), number: z.string(), note: z.string().nullable() }),
  ),
})
export type TargetsReply = z.infer<typeof targetsReply>

/** What a command answers when it was taken. The proof comes with a later snapshot. */
export const accepted = z.object({ accepted: z.literal(true) })

/** Paths of the HTTP API, relative to the server's origin. All but `welcome` and `session*` need a bearer token. */
export const paths = {
  welcome: '/api/welcome',
  session: '/api/session',
  sessionDemo: '/api/session/demo',
  sessionRefresh: '/api/session/refresh',
  twilioAccess: '/api/twilio-access',
  calls: '/api/calls',
  hangUp: (callId: string) => `/api/calls/${encodeURIComponent(callId)}/hang-up`,
  /** The agent leaves; the others go on. With nobody to talk to the customer, it ends for all. */
  leave: (callId: string) => `/api/calls/${encodeURIComponent(callId)}/leave`,
  /** Puts the desk's other call on hold and takes this one up. */
  switch: (callId: string) => `/api/calls/${encodeURIComponent(callId)}/switch`,
  merge: (callId: string) => `/api/calls/${encodeURIComponent(callId)}/merge`,
  recording: (callId: string, step: RecordingStep) =>
    `/api/calls/${encodeURIComponent(callId)}/recording/${step}`,
  /** Out of the queue into which this agent transferred it; the Device then connects as for a new call. */
  retrieve: (callId: string) => `/api/calls/${encodeURIComponent(callId)}/retrieve`,
  transfer: (callId: string) => `/api/calls/${encodeURIComponent(callId)}/transfer`,
  transferStep: (callId: string, step: TransferStep) =>
    `/api/calls/${encodeURIComponent(callId)}/transfer/${step}`,
  parties: (callId: string) => `/api/calls/${encodeURIComponent(callId)}/parties`,
  partyStep: (callId: string, partyId: string, step: PartyStep) =>
    `/api/calls/${encodeURIComponent(callId)}/parties/${encodeURIComponent(partyId)}/${step}`,
  targets: '/api/targets',
  notes: (callId: string) => `/api/calls/${encodeURIComponent(callId)}/notes`,
  draft: (callId: string) => `/api/wrap-ups/${encodeURIComponent(callId)}/draft`,
  extend: (callId: string) => `/api/wrap-ups/${encodeURIComponent(callId)}/extend`,
  complete: (callId: string) => `/api/wrap-ups/${encodeURIComponent(callId)}/complete`,
} as const
