import type { DeskNow } from '../contract/desk.ts'
import { failure, success } from '../contract/result.ts'
import type { Diagnostics } from './diagnostics.ts'
import type { InvokeHandlers } from './ipc/router.ts'
import type { CredentialStore } from './services/credentials/credential-store.ts'
import type { Hotkeys } from './services/hotkeys/hotkeys.ts'
import type { Ringing } from './services/notifications/ringing.ts'
import type { Settings } from './services/settings/settings.ts'
import type { SessionService } from './services/session/session-service.ts'
import type { Program } from './program.ts'
import { createServerHandlers, type ServerServices } from './server-handlers.ts'
import type { MainWindow } from './windows/main-window.ts'

interface Services extends ServerServices {
  readonly session: SessionService
  readonly credentials: CredentialStore
  readonly ringing: Ringing
  readonly settings: Settings
  readonly hotkeys: Pick<Hotkeys, 'test'>
  readonly front: { readonly main: MainWindow; desk(now: DeskNow): void; mini(): void }
  readonly diagnostics: Diagnostics
  readonly program: Program
}

/** What each request of the page does. */
export function createHandlers(services: Services): InvokeHandlers {
  const { session, credentials, ringing, settings, hotkeys, front, diagnostics } = services
  return {
    'session.welcome': () => session.welcome(),
    'session.signIn': ({ username, password }) => session.signIn(username, password),
    'session.signInDemo': ({ username }) => session.signInDemo(username),
    'session.refresh': () => session.refresh(),
    'session.signOut': () => session.signOut(),
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
      success({
        effective: settings.effective(),
        keptAside: settings.keptAside,
        keysMoved: settings.keysMoved,
      }),
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
    ...services.program.handlers,
    ...createServerHandlers(services),
  }
}
