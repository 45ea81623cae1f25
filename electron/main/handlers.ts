import type { Probed } from '../contract/bundled.ts'
import type { DeskNow } from '../contract/desk.ts'
import { failure, success } from '../contract/result.ts'
import type { Diagnostics } from './diagnostics.ts'
import type { InvokeHandlers } from './ipc/router.ts'
import type { BundledServer } from './services/bundled/bundled-server.ts'
import type { CredentialStore } from './services/credentials/credential-store.ts'
import type { Hotkeys } from './services/hotkeys/hotkeys.ts'
import type { Ringing } from './services/notifications/ringing.ts'
import type { ServerAddress } from './services/settings/server-address.ts'
import type { Settings } from './services/settings/settings.ts'
import type { SessionService } from './services/session/session-service.ts'
import type { MainWindow } from './windows/main-window.ts'

/** What each request of the page does. */
export function createHandlers(services: {
  readonly session: SessionService
  readonly credentials: CredentialStore
  readonly ringing: Ringing
  readonly server: ServerAddress
  readonly settings: Settings
  readonly hotkeys: Pick<Hotkeys, 'test'>
  readonly front: { readonly main: MainWindow; desk(now: DeskNow): void; mini(): void }
  readonly diagnostics: Diagnostics
  readonly bundled: BundledServer
  readonly probe: (typed: string) => Promise<Probed>
  /** Opens an address in the person's browser. */
  readonly browse: (url: string) => Promise<void>
}): InvokeHandlers {
  const { session, credentials, ringing, server, settings, hotkeys, front } = services
  const { diagnostics, bundled, probe, browse } = services
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
    'settings.get': () =>
      success({ effective: settings.effective(), keptAside: settings.keptAside }),
    'settings.change'({ change }) {
      const managed = settings.change(change)
      return managed.length === 0
        ? success({})
        : failure('forbidden', `Managed: ${managed.join(', ')}`)
    },
    'desk.now'(now) {
      front.desk(now)
      return success({})
    },
    'hotkeys.test'({ testing }) {
      hotkeys.test(testing)
      return success({})
    },
    'mini.open'() {
      front.mini()
      return success({})
    },
    'log.write'({ lines }) {
      diagnostics.page(lines)
      return success({})
    },
    'diagnostics.export': async () =>
      success({ outcome: await diagnostics.export(front.main.window) }),
    'server.needed': () => success({ needed: server.needed() }),
    'server.probe': async ({ url }) => success(await probe(url)),
    'bundled.get': async () => success(await bundled.now()),
    async 'bundled.run'({ mode }) {
      await bundled.run(mode)
      return success({})
    },
    async 'bundled.beCustomer'() {
      const { customerPage } = await bundled.now()
      if (customerPage !== null) await browse(customerPage)
      return success({})
    },
    'twilio.look': async (credentials) => success(await bundled.look(credentials)),
    'twilio.connect': async (request) => success(await bundled.connect(request)),
    'twilio.remove': async () => success(await bundled.remove()),
    async 'twilio.forget'() {
      await bundled.forget()
      return success({})
    },
  }
}
