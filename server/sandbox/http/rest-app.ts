import { timingSafeEqual } from 'node:crypto'
import cors from '@fastify/cors'
import formbody from '@fastify/formbody'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { secretOfKey } from '../account-keys.ts'
import type { SandboxAccount } from '../account.ts'
import { notFound, RestError } from './rest-error.ts'

const PROTECTED = ['/api/', '/taskrouter/']
const BROWSER_REACHABLE = '/eventbridge/'

/**
 * The one HTTP application that every resource mounts itself on: form bodies (a repeated key is an array), basic
 * authentication under `/api` and `/taskrouter`, CORS for any origin on the event bridge, Twilio's error bodies.
 */
export function buildHttpApp(account: SandboxAccount): FastifyInstance {
  const app = fastify({
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
    // Resources of the 2010-04-01 API are addressed with the format as an ending.
    rewriteUrl: ({ url = '/' }) => url.replace(/^(\/api\/[^?]*)\.json(?=\?|$)/, '$1'),
  })
  void app.register(formbody)
  void app.register(cors, {
    delegator: (request, done) =>
      done(null, { origin: request.url.startsWith(BROWSER_REACHABLE), maxAge: 600 }),
  })
  app.addHook('onRequest', async (request) => authenticate(account, request))
  // The event bridge's clients label their JSON as a form.
  app.addHook('preParsing', async (request, _reply, payload) => {
    if (request.method === 'POST' && request.url.startsWith(BROWSER_REACHABLE)) {
      request.headers['content-type'] = 'application/json'
    }
    return payload
  })
  app.setNotFoundHandler((request) => {
    throw notFound(request.url.split('?')[0] ?? request.url)
  })
  app.setErrorHandler((error, _request, reply) => {
    const failure = error instanceof RestError ? error : asRestError(error)
    void reply.status(failure.status).send(failure.toJSON())
  })
  return app
}

function asRestError(error: unknown): RestError {
  const status = statusOf(error)
  const message = error instanceof Error ? error.message : String(error)
  return new RestError(status, status < 500 ? 20001 : 20500, message)
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500
  return typeof error.statusCode === 'number' ? error.statusCode : 500
}

function authenticate(account: SandboxAccount, request: FastifyRequest): void {
  if (!PROTECTED.some((prefix) => request.url.startsWith(prefix))) return
  const given = /^Basic (?<pair>.+)$/i.exec(request.headers.authorization ?? '')?.groups?.['pair']
  const pair = Buffer.from(given ?? '', 'base64').toString()
  const [name = '', secret = ''] = pair.split(':')
  const expected = name === account.accountSid ? account.authToken : secretOfKey(account, name)
  if (expected === null || !sameText(expected, secret)) {
    throw new RestError(401, 20003, 'Authenticate')
  }
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
