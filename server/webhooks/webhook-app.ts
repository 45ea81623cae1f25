import fastifyFormBody from '@fastify/formbody'
import fastifyRateLimit from '@fastify/rate-limit'
import { fastify } from 'fastify'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { handleErrors, sendFailure } from '../http/failure.ts'
import { enforcePermissions } from '../permissions/enforce.ts'
import type { WebhookDeps } from './deps.ts'
import { answerOnce } from './once/answer-once.ts'
import { requireUrlSignature } from './require-url-signature.ts'
import { admitTwilio, countStrangers } from './signed.ts'
import { statusRoutes } from './status-routes.ts'
import { taskRouterRoutes } from './taskrouter-routes.ts'
import { voiceRoutes } from './voice-routes.ts'

export interface WebhookAppDeps {
  /** Proxies whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies: readonly string[]
  readonly webhooks: WebhookDeps
}

/** The signed webhooks. */
export async function serveTwilio(app: FastifyInstance, deps: WebhookAppDeps): Promise<void> {
  await app.register(async (webhooks) => {
    requireUrlSignature(webhooks, deps.webhooks)
    answerOnce(webhooks, deps.webhooks)
    webhooks.addHook('onResponse', async (_, reply) => {
      if (reply.statusCode >= 500) deps.webhooks.onFailed()
    })
    await webhooks.register(voiceRoutes(deps.webhooks))
    await webhooks.register(statusRoutes(deps.webhooks))
    await webhooks.register(taskRouterRoutes(deps.webhooks))
  })
}

/** The public side, which serves only Twilio. It does not listen yet. */
export async function buildWebhookApp(deps: WebhookAppDeps): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = deps.webhooks.log.child({}, { level: 'warn' })
  const app: FastifyInstance = fastify({
    loggerInstance,
    forceCloseConnections: true,
    trustProxy: deps.trustedProxies.length > 0 && [...deps.trustedProxies],
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  handleErrors(app)
  await app.register(fastifyRateLimit, { global: false })
  const isFlood = countStrangers(app)
  enforcePermissions(app, {
    // Nothing for agents is served here.
    async agent(_, reply) {
      sendFailure(reply, 'signed-out')
      return 'refused'
    },
    refusalOf: () => 'forbidden',
    twilio: (request, reply) => admitTwilio({ ...deps.webhooks, isFlood }, request, reply),
  })
  await app.register(fastifyFormBody)
  await serveTwilio(app, deps)
  app.setNotFoundHandler((_, reply) => sendFailure(reply, 'not-found'))
  return app
}
