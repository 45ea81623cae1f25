import { succeed } from '../../server/contract/result.ts'
import type { ProbeResult, RunningMode } from '../contract/bundled.ts'
import { failWith } from '../contract/result.ts'
import { isLoopback } from '../contract/server-origin.ts'
import type { InvokeHandlers } from './ipc/router.ts'
import type { BundledServer } from './services/bundled/bundled-server.ts'
import type { SessionService } from './services/session/session-service.ts'
import type { ServerAddress } from './services/settings/server-address.ts'

export interface ServerServices {
  readonly session: Pick<SessionService, 'welcome'>
  readonly server: ServerAddress
  readonly bundled: BundledServer
  readonly probe: (typed: string) => Promise<ProbeResult>
  /** Opens an address in the browser of the person. */
  readonly browse: (url: string) => Promise<void>
}

type ServerChannel = Extract<keyof InvokeHandlers, `${'server' | 'bundled' | 'twilio'}.${string}`>

const decided = failWith('forbidden', 'A policy has decided which server is used')

/**
 * The handlers for requests about the server: the one in use, and the bundled one. What a policy has decided is
 * refused here, whatever a screen shows. To stop the server and to disconnect from Twilio are always allowed.
 */
export function createServerHandlers(
  services: ServerServices,
): Pick<InvokeHandlers, ServerChannel> {
  const { session, server, bundled, probe, browse } = services
  const offers = (mode: RunningMode): boolean => bundled.allowedModes().includes(mode)
  return {
    'server.get': () => succeed({ url: server.origin(), managed: server.isManaged() }),
    'server.set'({ url }) {
      if (server.isManaged()) return decided
      const origin = server.choose(url)
      return origin === null
        ? failWith('invalid-request', 'A server needs https:, or http: on this machine')
        : succeed({ url: origin })
    },
    'server.needed': () => succeed({ needed: server.isNeeded() }),
    'server.probe': async ({ url }) => (server.isManaged() ? decided : succeed(await probe(url))),
    'bundled.get': async () => succeed(await bundled.status()),
    async 'bundled.run'({ mode }) {
      if (mode !== 'off' && !offers(mode)) return decided
      await bundled.run(mode)
    },
    async 'bundled.beCustomer'() {
      const { customerPage } = await bundled.status()
      const page = customerPage ?? (await customerPageOf(session))
      if (page !== null) await browse(page)
    },
    'twilio.look': async (credentials) =>
      offers('twilio') ? succeed(await bundled.look(credentials)) : decided,
    'twilio.connect': async (request) =>
      offers('twilio') ? succeed(await bundled.connect(request)) : decided,
    'twilio.remove': async () => succeed(await bundled.remove()),
    'twilio.forget': bundled.forget,
  }
}

/** The page of a sandbox that another program runs on this machine. No other address of a server is opened. */
async function customerPageOf(session: Pick<SessionService, 'welcome'>): Promise<string | null> {
  const reply = await session.welcome()
  const page = reply.ok ? reply.value.customerPage : null
  return page !== null && isLoopback(new URL(page).hostname) ? page : null
}
