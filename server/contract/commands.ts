import { z } from 'zod'

/** `POST /api/calls`: prepares an outbound call. The agent's Device then connects with `{ callId }`. */
export const dialRequest = z.strictObject({
  /** As typed: E.164, or national in the desk's country. */
  to: z.string().min(1).max(64),
  callerId: z.string().optional(),
})
export type DialRequest = z.infer<typeof dialRequest>
export const dialReply = z.strictObject({ callId: z.string(), to: z.string() })
export type DialReply = z.infer<typeof dialReply>

/** `PUT /api/calls/:callId/notes`, during a call. */
export const notesRequest = z.strictObject({ notes: z.string().max(10_000) })
export type NotesRequest = z.infer<typeof notesRequest>

/** `PUT /api/wrap-ups/:callId/draft`: saved as it is typed. */
export const draftRequest = z.strictObject({
  dispositionId: z.string().nullable(),
  notes: z.string().max(10_000),
})
export type DraftRequest = z.infer<typeof draftRequest>

/** `POST /api/wrap-ups/:callId/complete` */
export const completeRequest = draftRequest
export type CompleteRequest = z.infer<typeof completeRequest>

/** What a command answers when it was taken. The proof comes with a later snapshot. */
export const accepted = z.strictObject({ accepted: z.literal(true) })

/** Paths of the HTTP API, relative to the server's origin. All but `welcome` and `session*` need a bearer token. */
export const paths = {
  welcome: '/api/welcome',
  session: '/api/session',
  sessionDemo: '/api/session/demo',
  sessionRefresh: '/api/session/refresh',
  twilioAccess: '/api/twilio-access',
  calls: '/api/calls',
  hold: (callId: string) => `/api/calls/${encodeURIComponent(callId)}/hold`,
  resume: (callId: string) => `/api/calls/${encodeURIComponent(callId)}/resume`,
  hangUp: (callId: string) => `/api/calls/${encodeURIComponent(callId)}/hang-up`,
  notes: (callId: string) => `/api/calls/${encodeURIComponent(callId)}/notes`,
  draft: (callId: string) => `/api/wrap-ups/${encodeURIComponent(callId)}/draft`,
  extend: (callId: string) => `/api/wrap-ups/${encodeURIComponent(callId)}/extend`,
  complete: (callId: string) => `/api/wrap-ups/${encodeURIComponent(callId)}/complete`,
} as const
