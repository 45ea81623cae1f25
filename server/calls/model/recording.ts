import { z } from 'zod'
import { recordingState, recordingWish } from '../../contract/desk.ts'

const at = z.number()

/** The recording of the customer's leg, where a policy asks for one. */
export const recording = z.object({
  recordingSid: z.string().nullable(),
  /** The leg that it records. */
  callSid: z.string(),
  state: recordingState,
  pending: recordingWish.nullable(),
  since: at,
  asked: z.number(),
  /** When an unproved request is checked against Twilio; null when nothing is under way. */
  deadline: at.nullable(),
  /** When a paused one is resumed by the server. */
  resumeAt: at.nullable(),
  /** What should be recorded and what is may differ: it is settled with Twilio at the deadline. */
  settling: z.boolean().default(false),
})
export type Recording = z.infer<typeof recording>
