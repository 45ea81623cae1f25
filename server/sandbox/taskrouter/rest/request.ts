import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Versioned } from '../model/work.ts'
import type { Params } from '../operations/params.ts'

/** A part of the path, by its name in the route. */
export function pathPart(request: FastifyRequest, name: string): string {
  const params: unknown = request.params
  if (typeof params !== 'object' || params === null) return ''
  const value: unknown = Reflect.get(params, name)
  return typeof value === 'string' ? value : ''
}

/** The form that was posted, or the query of a GET. */
export function paramsOf(request: FastifyRequest): Params {
  const given: unknown = request.method === 'GET' ? request.query : request.body
  return typeof given === 'object' && given !== null ? { ...given } : {}
}

export function ifMatchOf(request: FastifyRequest): string | undefined {
  return request.headers['if-match']
}

/** Names the record's version in the answer, for a later `If-Match`. Docs: taskrouter/api/task#etag. */
export function tag(reply: FastifyReply, record: Versioned): void {
  reply.header('etag', `"${record.version}"`)
}
