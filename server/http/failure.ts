import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { limitReached, numberBarred } from '../contract/dialling-refusal.ts'
import type { ApiError, ErrorCode } from '../contract/errors.ts'

const STATUS: Record<ErrorCode, number> = {
  'invalid-request': 400,
  'invalid-number': 400,
  'number-not-allowed': 403,
  ...statusOfEach(numberBarred.options, 403),
  ...statusOfEach(limitReached.options, 429),
  'wrong-credentials': 401,
  'signed-out': 401,
  forbidden: 403,
  'not-found': 404,
  'call-ended': 409,
  'already-answered': 409,
  'already-on-a-call': 409,
  'target-unavailable': 409,
  'transfer-under-way': 409,
  'unknown-disposition': 400,
  'disposition-required': 400,
  'twilio-unavailable': 503,
  'too-many-requests': 429,
  internal: 500,
}

const RETRYABLE: ReadonlySet<ErrorCode> = new Set([
  'twilio-unavailable',
  'too-many-requests',
  'internal',
])

/** Answers a request with the contract's envelope and the code's HTTP status. */
export function sendFailure(reply: FastifyReply, code: ErrorCode, message?: string): FastifyReply {
  const error: ApiError = { code, message: message ?? code, retryable: RETRYABLE.has(code) }
  return reply.code(STATUS[code]).type('application/json').send(JSON.stringify({ error }))
}

/** Answers every error with the same envelope. The details of a bug stay in the log. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error.validation !== undefined) return sendFailure(reply, 'invalid-request', error.message)
    const status = error.statusCode ?? 500
    if (status === 429) return sendFailure(reply, 'too-many-requests')
    if (status >= 400 && status < 500) return sendFailure(reply, 'invalid-request', error.message)
    request.log.error({ err: error }, 'a request failed')
    return sendFailure(reply, 'internal')
  })
}

function statusOfEach<Code extends ErrorCode>(
  codes: readonly Code[],
  status: number,
): Record<Code, number> {
  // The cast: `fromEntries` forgets which keys there are.
  return Object.fromEntries(codes.map((code) => [code, status])) as Record<Code, number>
}
