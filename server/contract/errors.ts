import { z } from 'zod'
import { diallingRefusal } from './dialling-refusal.ts'
import { wordOf } from './reading.ts'

/** Why the server refuses or fails. Closed: a client chooses its words from the code. */
export const errorCode = z.enum([
  'invalid-request',
  'invalid-number',
  /** The caller ID. */
  'number-not-allowed',
  ...diallingRefusal.options,
  'wrong-credentials',
  'signed-out',
  'forbidden',
  'not-found',
  'call-ended',
  'already-answered',
  'already-on-a-call',
  'target-unavailable',
  'transfer-under-way',
  'unknown-disposition',
  'disposition-required',
  'twilio-unavailable',
  'too-many-requests',
  'internal',
])
export type ErrorCode = z.infer<typeof errorCode>

/** `message` is for people who read logs; screens choose their own text from `code`. */
export const apiError = z.object({
  /** A code that only a newer server knows is read as `internal`. */
  code: wordOf(errorCode.options, 'internal'),
  message: z.string(),
  retryable: z.boolean(),
})
export type ApiError = z.infer<typeof apiError>

export const errorReply = z.object({ error: apiError })
