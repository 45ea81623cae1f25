import { succeed } from '../../server/contract/result.ts'
import type { DeskNow } from '../contract/desk.ts'
import { failWith } from '../contract/result.ts'
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
      return succeed({})
    },
    'ringing.clear'({ callId }) {
      ringing.clear(callId)
      return succeed({})
    },
    'storage.status': async () => succeed({ remembered: await credentials.remembered() }),
    'settings.get': () =>
      succeed({
        effective: settings.effective(),
        keptAside: settings.keptAside,
        keysMoved: settings.keysMoved,
      }),
    'settings.change'({ change }) {
      const managed = settings.change(change)
      return managed.length === 0
        ? succeed({})
        : failWith('forbidden', `Managed: ${managed.join(', ')}`)
    },
    'desk.now'(now) {
      front.desk(now)
      return succeed({})
    },
    'hotkeys.test'({ testing }) {
      hotkeys.test(testing)
      return succeed({})
    },
    'mini.open'() {
      front.mini()
      return succeed({})
    },
    'log.write'({ lines }) {
      diagnostics.page(lines)
      return succeed({})
    },
    'diagnostics.export': async () =>
      succeed({ outcome: await diagnostics.export(front.main.window) }),
    ...services.program.handlers,
    ...createServerHandlers(services),
  }
}
