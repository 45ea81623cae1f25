import type { FastifyRequest } from 'fastify'
import { notFound, pathOnTwilio } from '../http/rest-error.ts'
import type { Form } from '../telephony/form.ts'

export const ACCOUNT_PATH = '/api/2010-04-01/Accounts/:accountSid'

/** A path parameter, decoded. */
export function pathParam(request: FastifyRequest, name: string): string {
  const { params } = request
  if (typeof params !== 'object' || params === null) return ''
  const value: unknown = Object.entries(params).find(([key]) => key === name)?.[1]
  return typeof value === 'string' ? value : ''
}

/** The form body, or nothing when the request has none. */
export function formOf(request: FastifyRequest): Form {
  return asForm(request.body)
}

export function queryOf(request: FastifyRequest): Form {
  return asForm(request.query)
}

/** The 404 for what this request asked for. */
export function missing(request: FastifyRequest): Error {
  return notFound(pathOnTwilio(request.originalUrl))
}

function asForm(value: unknown): Form {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      Array.isArray(each) ? each.map(String) : String(each),
    ]),
  )
}
