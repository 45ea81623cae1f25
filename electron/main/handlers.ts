import { succeed } from '../../server/contract/result.ts'
import { failWith } from '../contract/result.ts'
import type { Diagnostics } from './diagnostics.ts'
import type { InvokeHandlers } from './ipc/router.ts'
import type { CredentialStore } from './services/credentials/credential-store.ts'
import type { Hotkeys } from './services/hotkeys/hotkeys.ts'
import type { Ringing } from './services/notifications/ringing.ts'
import type { Settings } from './services/settings/settings.ts'
import type { SessionService } from './services/session/session-service.ts'
import type { Program } from './program.ts'
import { openMicrophoneSettings } from './security/microphone-settings.ts'
import { createServerHandlers, type ServerServices } from './server-handlers.ts'
import type { DesktopWindows } from './windows/desktop-windows.ts'

interface Services extends ServerServices {
  readonly session: SessionService
  readonly credentials: CredentialStore
  readonly ringing: Ringing
  readonly settings: Settings
  readonly hotkeys: Pick<Hotkeys, 'setTesting'>
  readonly windows: Pick<DesktopWindows, 'main' | 'updateDesk' | 'showMiniBar'>
  readonly diagnostics: Diagnostics
  readonly program: Program
}

export function createHandlers(services: Services): InvokeHandlers {
  const { session, credentials, ringing, settings, hotkeys, windows, diagnostics } = services
  return {
    'session.welcome': () => session.welcome(),
    'session.signIn': ({ username, password }) => session.signIn(username, password),
    'session.signInDemo': ({ username }) => session.signInDemo(username),
    'session.refresh': () => session.refresh(),
    'session.signOut': () => session.signOut(),
    'ringing.show': ringing.show,
    'ringing.clear': ({ callId }) => ringing.clear(callId),
    'storage.status': async () => succeed({ remembered: await credentials.isRemembered() }),
    'settings.get': () => succeed(settings.status()),
    'settings.change'({ change }) {
      const managed = settings.change(change)
      if (managed.length > 0) return failWith('forbidden', `Managed: ${managed.join(', ')}`)
    },
    'desk.now': windows.updateDesk,
    'hotkeys.test': ({ testing }) => hotkeys.setTesting(testing),
    'mini.open': windows.showMiniBar,
    'microphone.openSettings': () => openMicrophoneSettings(process.platform, services.browse),
    'log.write': ({ lines }) => diagnostics.page(lines),
    'diagnostics.export': async () =>
      succeed({ outcome: await diagnostics.export(windows.main.window) }),
    ...services.program.handlers,
    ...createServerHandlers(services),
  }
}
