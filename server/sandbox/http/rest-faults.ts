import type { FastifyInstance } from 'fastify'
import { RestError } from './rest-error.ts'

/** A failure of the REST API: what the next requests get instead of an answer. */
export interface RestFault {
  readonly method: 'GET' | 'POST' | 'DELETE' | null
  /** Part of the path, such as `/Recordings/`. */
  readonly path: string
  readonly status: number
  readonly code: number
  /** Carried out all the same: only the answer is lost. */
  readonly afterwards: boolean
  times: number
}

export interface RestFaults {
  add(fault: RestFault): void
  list(): readonly RestFault[]
  clear(): void
  /** The fault that hits this request, used up by one. */
  take(method: string, path: string): RestFault | null
}

export function createRestFaults(): RestFaults {
  let faults: RestFault[] = []
  return {
    add: (fault) => void faults.push(fault),
    list: () => faults,
    clear() {
      faults = []
    },
    take(method, path) {
      const found = faults.find((fault) => {
        return (fault.method === null || fault.method === method) && path.includes(fault.path)
      })
      if (found === undefined) return null
      found.times -= 1
      faults = faults.filter(({ times }) => times > 0)
      return found
    },
  }
}

const REST = /^\/(?:api|taskrouter)\//u

/** Lets the faults happen to the requests of `app`. */
export function sufferFaults(app: FastifyInstance, faults: RestFaults): void {
  app.addHook('preHandler', async (request) => {
    if (!REST.test(request.url)) return
    const fault = faults.take(request.method, request.url.split('?')[0] ?? '')
    if (fault === null) return
    const { status, code } = fault
    const error = new RestError(status, code, 'This failure was asked for')
    if (!fault.afterwards) throw error
    struck.set(request, error)
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const error = struck.get(request)
    if (error === undefined) return payload
    reply.status(error.status)
    return JSON.stringify(error)
  })
}

const struck = new WeakMap<object, RestError>()
