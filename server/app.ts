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
import { retrieveRoutes } from './calls/api/retrieve-routes.ts'
import type { AlarmState } from './dialling/alarm.ts'
import type { DialDeps } from './calls/api/dial.ts'
import type { TwilioEndpoints } from './config/config.ts'
import type { DiskHealth } from './disk/writes.ts'
import { paths } from './contract/commands.ts'
import type { Agent } from './contract/session.ts'
import type { TwilioAccess } from './contract/twilio-access.ts'
import { contentSecurity } from './http/content-security.ts'
import { handleErrors } from './http/error-handler.ts'
import { sendFailure } from './http/failure.ts'
import { tellUnnamedProxy } from './http/forwarded.ts'
import { acceptJson } from './http/json-body.ts'
import { DESKTOP_ORIGIN } from './http/origins.ts'
import { requireHost } from './http/require-host.ts'
import type { AnswersTo } from './http/require-host.ts'
import { serveWebPhone } from './http/web-phone.ts'
import type { Logger } from './log/logger.ts'
import { enforcePermissions } from './permissions/enforce.ts'
import type { Answer } from './twilio/gateway.ts'
import type { WebhookDeps } from './webhooks/deps.ts'
import { admitTwilio, countStrangers } from './webhooks/signed.ts'
import { serveTwilio } from './webhooks/webhook-app.ts'
import type { TwilioHealth } from './twilio/health/watched-gateway.ts'
import { wrapUpRoutes } from './wrapup/routes.ts'
import type { WrapUps } from './wrapup/wrap-ups.ts'

export interface AppDeps {
  readonly log: Logger
  health(): {
    readonly disk: DiskHealth
    readonly twilio: TwilioHealth
    /** Whether agents dial more than agents do. */
    readonly dialling: AlarmState
  }
  readonly auth: AuthRoutesDeps
  readonly dial: DialDeps
  readonly parties: PartyRoutesDeps
  readonly wrapUps: WrapUps
  readonly webhooks: WebhookDeps
  /** What Twilio asks for is served by another app. */
  readonly webhooksApart: boolean
  readonly answersTo: AnswersTo
  readonly endpoints: TwilioEndpoints | null
  /** Who may say, by `X-Forwarded-For`, from where a request came. */
  readonly trustedProxies: readonly string[]
  /** Folder of the built web phone. */
  readonly web: string
  /** Folder that holds `hold-music.wav`. */
  readonly sounds: string
  twilioAccess(agent: Agent): Answer<TwilioAccess>
  /** How many rows of the store could not be read and lie aside; null while the disk does not say. */
  countSetAside(): Promise<number | null>
}

/**
 * Commands of one session, per minute: more than a person gives, for a client that runs wild. Who is not signed in is
 * refused before anything is counted, so nobody can use up what is another's.
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
    calls: deps.dial.calls,
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
  // Still 200: a restart would help nobody, and would cost the calls that go on in memory.
  app.get('/health', async () => {
    const { disk, twilio, dialling } = deps.health()
    const well = disk.status === 'ok' && twilio.status === 'ok'
    const setAside = await deps.countSetAside()
    return { status: well ? 'ok' : 'degraded', disk, twilio, dialling, setAside }
  })
  // A refresh or a sign-out with a good token is never refused for what others do; one with a bad token costs a look-up.
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

/** One line per lifecycle step is ours; two lines per request are written only where they are asked for. */
function quieter(level: string): string {
  return level === 'info' ? 'warn' : level
}
