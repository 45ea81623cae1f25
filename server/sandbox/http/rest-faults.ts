import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Clock } from '../clock.ts'
import { createFaults } from '../faults.ts'
import type { Faults, Odds } from '../faults.ts'
import { RestError } from './rest-error.ts'

/** A failure of the REST API: what requests get instead of an answer. */
export interface RestFault extends Odds {
  /**
   * `fail`: an error. `hang`: no answer at all. `delay`: carried out and answered `afterMs` later. `ignore`: the parameter
   * `param` has no effect, and the answer is what is true then.
   */
  readonly does: 'fail' | 'hang' | 'delay' | 'ignore'
  readonly method: 'GET' | 'POST' | 'DELETE' | null
  /** Part of the path, such as `/Recordings/`. */
  readonly path: string
  /** Only requests with this parameter, such as `Hold`; null for all. */
  readonly param: string | null
  readonly status: number
  readonly code: number
  readonly afterMs: number
  /** The request is still carried out at once: only the answer is lost or late. */
  readonly afterwards: boolean
}

export type RestFaults = Faults<RestFault, FastifyRequest>

export function createRestFaults(): RestFaults {
  return createFaults((fault, request) => {
    const { method, path, param } = fault
    if (method !== null && method !== request.method) return false
    if (!(request.url.split('?')[0] ?? '').includes(path)) return false
    return param === null || param in formOf(request)
  })
}

const REST = /^\/(?:api|taskrouter)\//u

/** Applies the faults to the requests of `app`. */
export function applyRestFaults(app: FastifyInstance, faults: RestFaults, clock: Clock): void {
  const struck = new WeakMap<object, RestFault>()
  app.addHook('preHandler', async (request) => {
    if (!REST.test(request.url)) return
    const fault = faults.take(request)?.fault
    if (fault === undefined) return
    if (fault.does === 'ignore') request.body = withoutParam(formOf(request), fault.param)
    else if (fault.afterwards) struck.set(request, fault)
    else if (fault.does === 'delay') await delay(clock, fault.afterMs)
    else await failAs(fault)
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const fault = struck.get(request)
    if (fault === undefined) return payload
    if (fault.does === 'delay') {
      await delay(clock, fault.afterMs)
      return payload
    }
    if (fault.does === 'hang') await hang()
    const error = errorOf(fault)
    reply.status(error.status)
    return JSON.stringify(error)
  })
}

async function failAs(fault: RestFault): Promise<void> {
  if (fault.does === 'hang') await hang()
  throw errorOf(fault)
}

function errorOf({ status, code }: RestFault): RestError {
  return new RestError(status, code, 'This failure was asked for')
}

/** The connection stays open until the client closes it. */
function hang(): Promise<never> {
  return new Promise(() => {})
}

function delay(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.after(ms, resolve))
}

function formOf({ body }: FastifyRequest): Record<string, unknown> {
  return typeof body === 'object' && body !== null ? { ...body } : {}
}

function withoutParam(
  form: Record<string, unknown>,
  param: string | null,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(form).filter(([name]) => name !== param))
}
