import { timingSafeEqual } from 'node:crypto'
import cors from '@fastify/cors'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import type { SandboxAccount } from '../account.ts'
import { notFound, pathOnTwilio, RestError } from './rest-error.ts'

const PROTECTED = ['/api/', '/monitor/', '/taskrouter/']
const BROWSER_REACHABLE = '/eventbridge/'

/**
 * The one HTTP application that every resource mounts itself on: form bodies of both kinds (a repeated key is an array), basic
 * authentication under `/api`, `/monitor` and `/taskrouter`, CORS for any origin on the event bridge, Twilio's error bodies.
 */
export function buildHttpApp(account: SandboxAccount): FastifyInstance {
  const app = fastify({
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
    // Resources of the 2010-04-01 API are addressed with the format as an ending.
    rewriteUrl: ({ url = '/' }) => url.replace(/^(\/api\/[^?]*)\.json(?=\?|$)/, '$1'),
  })
  void app.register(formbody)
  // Old helper libraries of Twilio send every form like this; no form has files.
  void app.register(multipart, { attachFieldsToBody: 'keyValues', limits: { files: 0 } })
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
  const paths = knownPaths(app)
  app.setNotFoundHandler((request) => {
    const path = request.url.split('?')[0] ?? request.url
    if (paths.some((known) => known.test(path))) {
      throw new RestError(405, 20004, 'Method not allowed')
    }
    throw notFound(
      PROTECTED.some((each) => path.startsWith(each)) ? pathOnTwilio(request.originalUrl) : path,
    )
  })
  app.setErrorHandler((error, request, reply) => {
    const failure = error instanceof RestError ? error : asRestError(error, request)
    void reply.status(failure.status).send(failure.toJSON())
  })
  return app
}

/** The paths of the resources, for every method. Call it before routes are added. */
function knownPaths(app: FastifyInstance): readonly RegExp[] {
  const paths: RegExp[] = []
  app.addHook('onRoute', ({ url }) => {
    if (PROTECTED.some((prefix) => url.startsWith(prefix))) {
      paths.push(new RegExp(`^${url.replaceAll(/:\w+/g, '[^/]+')}$`))
    }
  })
  return paths
}

function asRestError(error: unknown, request: FastifyRequest): RestError {
  // The multipart parser does not say that a form it cannot read is the client's mistake.
  const isUnreadForm = request.isMultipart() && (request.body ?? null) === null
  const status = isUnreadForm ? 400 : statusOf(error)
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
  const keys = account.keys.list().map(({ sid, secret }) => `${sid}:${secret}`)
  const accepted = [`${account.accountSid}:${account.authToken}`, ...keys]
  if (!accepted.some((each) => sameText(each, pair)))
    throw new RestError(401, 20003, 'Authenticate')
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
