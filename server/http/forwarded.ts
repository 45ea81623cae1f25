import type { FastifyInstance } from 'fastify'

/**
 * Warns once about a proxy that the settings do not name: everybody behind it has one address, so one who guesses passwords slows
 * all of them down.
 */
export function tellUnnamedProxy(app: FastifyInstance, named: readonly string[]): void {
  let told = named.length > 0
  app.addHook('onRequest', async (request) => {
    if (told || request.headers['x-forwarded-for'] === undefined) return
    told = true
    request.log.warn(
      { proxy: request.ip },
      'requests come through a proxy that CORDBOARD_TRUSTED_PROXIES does not name',
    )
  })
}
