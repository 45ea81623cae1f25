import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Clock } from '../clock.ts'

/** A request to the REST API, and its answer. */
export interface LoggedRequest {
  /** Counts from 1. */
  readonly number: number
  /** ISO 8601. */
  readonly at: string
  readonly method: string
  /** As it is addressed below the sandbox's address, with its query. */
  readonly path: string
  readonly form: Readonly<Record<string, string>>
  /** Null until it is answered. */
  readonly answer: { readonly status: number; readonly text: string; readonly ms: number } | null
}

export interface RestLog {
  /** The newest first. */
  list(): readonly LoggedRequest[]
  clear(): void
}

const KEPT = 200
const LONGEST_TEXT = 2000
const REST = /^\/(?:api|taskrouter)\//u

/** Keeps the newest requests to the REST resources of `app`, also those that fail on purpose. Call it before faults are applied. */
export function logRest(app: FastifyInstance, clock: Clock): RestLog {
  let kept: LoggedRequest[] = []
  let count = 0
  const open = new WeakMap<FastifyRequest, { number: number; startedAt: number }>()

  app.addHook('preHandler', async (request) => {
    if (!REST.test(request.url)) return
    const entry: LoggedRequest = {
      number: ++count,
      at: new Date(clock.now()).toISOString(),
      method: request.method,
      path: request.originalUrl,
      form: formOf(request.body),
      answer: null,
    }
    open.set(request, { number: entry.number, startedAt: performance.now() })
    kept = [entry, ...kept].slice(0, KEPT)
  })

  app.addHook('onSend', async (request, reply, payload) => {
    const opened = open.get(request)
    if (opened === undefined) return payload
    const text = typeof payload === 'string' ? payload.slice(0, LONGEST_TEXT) : ''
    const ms = Math.round(performance.now() - opened.startedAt)
    const answer = { status: reply.statusCode, text, ms }
    kept = kept.map((each) => (each.number === opened.number ? { ...each, answer } : each))
    return payload
  })

  return {
    list: () => kept,
    clear() {
      kept = []
    },
  }
}

function formOf(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]))
}
