import { isIP } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { OwnSettings } from '../config/config.ts'
import type { Logger } from '../log/logger.ts'

/** The origin of the desktop's page. The web phone has the server's own origin. */
export const DESKTOP_ORIGIN = 'app://cordboard'

/** Names under which a machine reaches itself. No name server can change them. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** The name in a Host header, in lower case, without its port. */
export function hostName(header: string | undefined): string {
  return (header ?? '')
    .trim()
    .toLowerCase()
    .replace(/\.?(?::\d*)?$/u, '')
}

/**
 * The names under which the server answers. A hostile page whose name points at this machine (DNS rebinding) still sends its
 * own name. `publicUrl`: null where it serves only webhooks.
 */
export function allowedHosts({
  host,
  hosts,
  publicUrl,
}: Pick<OwnSettings, 'host' | 'hosts' | 'publicUrl'>): ReadonlySet<string> {
  const listening = isIP(host) === 6 ? `[${host}]` : host
  const known = publicUrl === null ? [] : [new URL(publicUrl).hostname]
  return new Set([...LOOPBACK, listening, ...hosts, ...known].map((name) => name.toLowerCase()))
}

/** Whether only this machine reaches a server that listens there. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

/** Whether a request was meant for this server, by its Host header. */
export type AnswersTo = (host: string | undefined) => boolean

/** Twilio uses the address that it was given. A proxy may have changed the name, and the request is signed. */
const FOR_TWILIO = /^\/(?:webhooks|media)\//u

/** Refuses requests for another host, on everything that is registered on `app` from now on. */
export function requireHost(
  app: FastifyInstance,
  { answersTo, log }: { readonly answersTo: AnswersTo; readonly log: Logger },
): void {
  app.addHook('onRequest', async (request, reply) => {
    const { host } = request.headers
    if (FOR_TWILIO.test(request.routeOptions.url ?? '') || answersTo(host)) return undefined
    log.warn(
      { host: hostName(host) },
      'a request for another host was refused; see CORDBOARD_HOSTS',
    )
    return reply.code(421).type('text/plain').send('This server is not known by that name.')
  })
}
