import fastifyCookie from '@fastify/cookie'
import fastifyCors from '@fastify/cors'
import fastifyFormBody from '@fastify/formbody'
import fastifyHelmet from '@fastify/helmet'
import fastifyRateLimit from '@fastify/rate-limit'
import { fastify } from 'fastify'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { admitAgent, agentOf, expectAgents, sessionIdOf } from './auth/bearer.ts'
import { authRoutes } from './auth/routes.ts'
import type { AuthRoutesDeps } from './auth/routes.ts'
import { partyRoutes } from './calls/api/party-routes.ts'
import type { PartyRoutesDeps } from './calls/api/party-routes.ts'
import { callRoutes } from './calls/api/call-routes.ts'
import { secondCallRoutes } from './calls/api/second-call-routes.ts'
import { refusalOf } from './calls/api/part.ts'
import { retrieveRoutes } from './calls/api/retrieve-routes.ts'
import type { AlarmState } from './dialling/alarm.ts'
import type { DialDeps } from './calls/api/dial.ts'
import type { TwilioEndpoints } from './config/config.ts'
import type { DiskHealth } from './disk/writes.ts'
import { paths } from './contract/commands.ts'
import type { Agent } from './contract/session.ts'
import type { TwilioAccess } from './contract/twilio-access.ts'
import { contentSecurity } from './http/content-security.ts'
import { handleErrors, sendFailure } from './http/failure.ts'
import { tellUnnamedProxy } from './http/forwarded.ts'
import { DESKTOP_ORIGIN, requireHost } from './http/hosts.ts'
import type { AnswersTo } from './http/hosts.ts'
import { acceptJson } from './http/json-body.ts'
import { serveWebPhone } from './http/web-phone.ts'
import type { Logger } from './log/logger.ts'
import { enforcePermissions } from './permissions/enforce.ts'
import type { Answer } from './twilio/gateway.ts'
import { admitTwilio, countStrangers } from './webhooks/signed.ts'
import { serveTwilio } from './webhooks/webhook-app.ts'
import type { WebhookAppDeps } from './webhooks/webhook-app.ts'
import type { TwilioHealth } from './twilio/health/watched-gateway.ts'
import { wrapUpRoutes } from './wrapup/routes.ts'
import type { WrapUps } from './wrapup/wrap-ups.ts'

export interface AppDeps extends WebhookAppDeps {
  readonly log: Logger
  health(): Promise<{
    readonly disk: DiskHealth
    readonly twilio: TwilioHealth
    /** Whether agents dial more than agents do. */
    readonly dialling: AlarmState
    /** How many rows of the store could not be read and are set aside; null while the disk does not say. */
    readonly setAside: number | null
  }>
  readonly auth: AuthRoutesDeps
  readonly dial: DialDeps
  readonly parties: PartyRoutesDeps
  readonly wrapUps: WrapUps
  /** Another app serves what Twilio asks for. */
  readonly webhooksApart: boolean
  readonly answersTo: AnswersTo
  readonly endpoints: TwilioEndpoints | null
  /** Folder of the built web phone. */
  readonly web: string
  twilioAccess(agent: Agent): Answer<TwilioAccess>
}

/**
 * Commands of one session, per minute: more than a person gives, against a client that runs wild. Requests without a session
 * are refused before anything is counted, so nobody can use up the commands of another.
 */
const COMMANDS = {
  max: 600,
  timeWindow: 60_000,
  hook: 'preHandler',
  keyGenerator: sessionIdOf,
} as const

/** Builds the HTTP side from its dependencies. It listens to nothing yet. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = deps.log.child({}, { level: quieter(deps.log.level) })
  const app: FastifyInstance = fastify({
    loggerInstance,
    bodyLimit: 1024 * 1024,
    forceCloseConnections: true,
    trustProxy: deps.trustedProxies.length > 0 && [...deps.trustedProxies],
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  handleErrors(app)
  requireHost(app, deps)
  expectAgents(app)
  await app.register(fastifyRateLimit, { global: false })
  const isFlood = countStrangers(app)
  enforcePermissions(app, {
    refusalOf: (callId, identity, of) => refusalOf(deps.dial.calls.find(callId), identity, of),
    agent: (request, reply) => admitAgent(deps.auth.sessions, request, reply),
    twilio: (request, reply) => admitTwilio({ ...deps.webhooks, isFlood }, request, reply),
  })
  acceptJson(app)
  tellUnnamedProxy(app, deps.trustedProxies)
  await app.register(fastifyHelmet, contentSecurity(deps.endpoints))
  await app.register(fastifyCors, {
    origin: [DESKTOP_ORIGIN],
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
  })
  await app.register(fastifyCookie)
  await app.register(fastifyFormBody)
  // Always 200: a restart would not help, and would end what goes on only in memory.
  app.get('/health', async () => {
    const health = await deps.health()
    const isWell = health.disk.status === 'ok' && health.twilio.status === 'ok'
    return { status: isWell ? 'ok' : 'degraded', ...health }
  })
  // Without a limit, so that others cannot use it up: a bad token costs only one look-up.
  await app.register(authRoutes(deps.auth))
  await app.register(async (api) => {
    await api.register(fastifyRateLimit, COMMANDS)
    api.get(paths.twilioAccess, async (request, reply) => {
      const access = await deps.twilioAccess(agentOf(request))
      if (!access.ok) return sendFailure(reply, 'twilio-unavailable', access.failure.message)
      return reply.header('cache-control', 'no-store').send(access.value)
    })
    await api.register(callRoutes(deps.dial))
    await api.register(partyRoutes(deps.parties))
    await api.register(retrieveRoutes(deps.dial))
    await api.register(secondCallRoutes(deps.parties))
    await api.register(wrapUpRoutes(deps.wrapUps))
  })
  if (!deps.webhooksApart) await serveTwilio(app, deps)
  await serveWebPhone(app, deps.web)
  return app
}

/** Fastify's two lines for each request are written only at a level below `info`. */
function quieter(level: string): string {
  return level === 'info' ? 'warn' : level
}
