import type { FastifyInstance } from 'fastify'
import type { Logger } from '../log/logger.ts'
import { hostName } from './hosts.ts'

/** Whether a request was meant for this server, by its Host header. */
export type AnswersTo = (host: string | undefined) => boolean

/** What Twilio fetches is found by the address that Twilio was told: a proxy may have changed the name, and it is signed. */
const TWILIOS = /^\/(?:webhooks|media)\//u

/** Nothing registered on `app` from now on runs for a Host that is not one of ours. */
export function requireHost(
  app: FastifyInstance,
  { answersTo, log }: { readonly answersTo: AnswersTo; readonly log: Logger },
): void {
  app.addHook('onRequest', async (request, reply) => {
    const { host } = request.headers
    if (TWILIOS.test(request.routeOptions.url ?? '') || answersTo(host)) return undefined
    log.warn(
      { host: hostName(host) },
      'a request for another host was refused; see CORDBOARD_HOSTS',
    )
    return reply.code(421).type('text/plain').send('This server is not known by that name.')
  })
}
