import fastifyCookie from '@fastify/cookie'
import fastifyCors from '@fastify/cors'
import fastifyFormBody from '@fastify/formbody'
import fastifyHelmet from '@fastify/helmet'
import fastifyRateLimit from '@fastify/rate-limit'
import { fastify } from 'fastify'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { agentOf, requireAgent } from './auth/bearer.ts'
import { authRoutes } from './auth/routes.ts'
import type { AuthRoutesDeps } from './auth/routes.ts'
import { partyRoutes } from './calls/party-routes.ts'
import type { PartyRoutesDeps } from './calls/party-routes.ts'
import { recordingRoutes } from './calls/recording-routes.ts'
import { callRoutes } from './calls/routes.ts'
import { secondCallRoutes } from './calls/second-call-routes.ts'
import { takingBackRoutes } from './calls/taking-back-routes.ts'
import type { DialDeps } from './calls/dial.ts'
import type { TwilioEndpoints } from './config/config.ts'
import type { DiskHealth } from './disk/writes.ts'
import { paths } from './contract/commands.ts'
import type { Agent } from './contract/session.ts'
import type { TwilioAccess } from './contract/twilio-access.ts'
import { contentSecurity } from './http/content-security.ts'
import { handleErrors } from './http/error-handler.ts'
import { sendFailure } from './http/failure.ts'
import { acceptJson } from './http/json-body.ts'
import { DESKTOP_ORIGIN } from './http/origins.ts'
import { serveMusic, serveWebPhone } from './http/web-phone.ts'
import type { Logger } from './log/logger.ts'
import type { Answer } from './twilio/gateway.ts'
import { answerOnce } from './webhooks/once/answer-once.ts'
import type { WebhookDeps } from './webhooks/deps.ts'
import { requireSignature } from './webhooks/signed.ts'
import { statusRoutes } from './webhooks/status-routes.ts'
import { taskRouterRoutes } from './webhooks/taskrouter-routes.ts'
import type { TwilioHealth } from './twilio/health/watched-gateway.ts'
import { voiceRoutes } from './webhooks/voice-routes.ts'
import { wrapUpRoutes } from './wrapup/routes.ts'
import type { WrapUps } from './wrapup/wrap-ups.ts'

export interface AppDeps {
  readonly log: Logger
  health(): { readonly disk: DiskHealth; readonly twilio: TwilioHealth }
  readonly auth: AuthRoutesDeps
  readonly dial: DialDeps
  readonly parties: PartyRoutesDeps
  readonly wrapUps: WrapUps
  readonly webhooks: WebhookDeps
  readonly endpoints: TwilioEndpoints | null
  /** Folder of the built web phone. */
  readonly web: string
  /** Folder that holds `hold-music.wav`. */
  readonly sounds: string
  twilioAccess(agent: Agent): Answer<TwilioAccess>
}

/** Sign-ins and refreshes from one address, per minute; a whole office can stand behind one. */
const SESSION_REQUESTS = { max: 60, timeWindow: 60_000 }

/** Builds the HTTP side from its dependencies. It listens to nothing yet. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = deps.log.child({}, { level: quieter(deps.log.level) })
  const app: FastifyInstance = fastify({
    loggerInstance,
    bodyLimit: 1024 * 1024,
    forceCloseConnections: true,
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  handleErrors(app)
  acceptJson(app)
  await app.register(fastifyHelmet, contentSecurity(deps.endpoints))
  await app.register(fastifyCors, {
    origin: [DESKTOP_ORIGIN],
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
  })
  await app.register(fastifyCookie)
  await app.register(fastifyFormBody)
  // Still 200: a restart would help nobody, and would cost the calls that go on in memory.
  app.get('/health', async () => {
    const { disk, twilio } = deps.health()
    const well = disk.status === 'ok' && twilio.status === 'ok'
    return { status: well ? 'ok' : 'degraded', disk, twilio }
  })
  await app.register(async (session) => {
    await session.register(fastifyRateLimit, SESSION_REQUESTS)
    await session.register(authRoutes(deps.auth))
  })
  await app.register(async (api) => {
    requireAgent(api, deps.auth.sessions)
    api.get(paths.twilioAccess, async (request, reply) => {
      const access = await deps.twilioAccess(agentOf(request))
      if (!access.ok) return sendFailure(reply, 'twilio-unavailable', access.failure.message)
      return reply.header('cache-control', 'no-store').send(access.value)
    })
    await api.register(callRoutes(deps.dial))
    await api.register(partyRoutes(deps.parties))
    await api.register(takingBackRoutes(deps.dial))
    await api.register(secondCallRoutes(deps.parties))
    await api.register(recordingRoutes(deps.parties))
    await api.register(wrapUpRoutes(deps.wrapUps))
  })
  await app.register(async (webhooks) => {
    requireSignature(webhooks, deps.webhooks)
    answerOnce(webhooks, deps.webhooks)
    webhooks.addHook('onResponse', async (_, reply) => {
      if (reply.statusCode >= 500) deps.webhooks.failed()
    })
    await webhooks.register(voiceRoutes(deps.webhooks))
    await webhooks.register(statusRoutes(deps.webhooks))
    await webhooks.register(taskRouterRoutes(deps.webhooks))
  })
  await serveMusic(app, deps.sounds)
  await serveWebPhone(app, deps.web)
  return app
}

/** One line per lifecycle step is ours; two lines per request are for whoever asks for them. */
function quieter(level: string): string {
  return level === 'info' ? 'warn' : level
}
