import { failure, success } from '../contract/result.ts'
import type { InvokeHandlers } from './ipc/router.ts'
import type { CredentialStore } from './services/credentials/credential-store.ts'
import type { Ringing } from './services/notifications/ringing.ts'
import type { ServerAddress } from './services/settings/server-address.ts'
import type { SessionService } from './services/session/session-service.ts'

/** What each request of the page does. */
export function createHandlers(services: {
  readonly session: SessionService
  readonly credentials: CredentialStore
  readonly ringing: Ringing
  readonly server: ServerAddress
}): InvokeHandlers {
  const { session, credentials, ringing, server } = services
  return {
    'session.welcome': () => session.welcome(),
    'session.signIn': ({ username, password }) => session.signIn(username, password),
    'session.signInDemo': ({ username }) => session.signInDemo(username),
    'session.refresh': () => session.refresh(),
    'session.signOut': () => session.signOut(),
    'server.get': () => success({ url: server.origin() }),
    'server.set'({ url }) {
      const origin = server.choose(url)
      return origin === null
        ? failure('invalid-request', 'A server needs https:, or http: on this machine')
        : success({ url: origin })
    },
    'ringing.show'(ring) {
      ringing.show(ring)
      return success({})
    },
    'ringing.clear'({ callId }) {
      ringing.clear(callId)
      return success({})
    },
    'storage.status': async () => success({ remembered: await credentials.remembered() }),
  }
}
