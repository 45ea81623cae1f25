import type { BundledMode, BundledStatus, SetupAnswer } from '../../electron/contract/bundled.ts'
import type { HotkeyState } from '../../electron/contract/contract.ts'
import type { HotkeyName } from '../../electron/contract/hotkey-names.ts'
import type { ProgramStatus } from '../../electron/contract/program.ts'
import type { NotificationConsent } from '../ports/notifications-port.ts'
import type { SoundDevices } from '../ports/devices-port.ts'
import type { EffectiveSettings, SomeSettings } from '../../electron/contract/settings.ts'

/** Everything that the settings page shows. */
export interface SettingsView {
  readonly place: 'desktop' | 'browser'
  readonly effective: EffectiveSettings
  /** A settings file that could not be read, under the name that it has now. */
  readonly keptAside: string | null
  /** The last change was refused, because a policy decides it or it could not be kept. */
  readonly refused: 'managed' | 'not-kept' | null
  /** A changed setting needs a restart. */
  readonly restartNeeded: boolean
  /** Empty in a browser, which has no global hotkeys. */
  readonly hotkeys: readonly HotkeyState[]
  /** A test of the hotkeys, and the last one that was pressed. */
  readonly test: 'off' | 'waiting' | HotkeyName
  readonly devices: SoundDevices
  /** The address of the server in use; null until it is known, and in a browser. */
  readonly server: string | null
  /** The server that this desktop can run; null in a browser. */
  readonly bundled: BundledStatus | null
  /** What came of removing everything from the Twilio account; `busy` meanwhile. */
  readonly removal: SetupAnswer | 'busy' | null
  /** How the last import ended: how many settings it changed, and which it refused. */
  readonly imported:
    | { readonly kind: 'done'; readonly taken: number; readonly refused: readonly string[] }
    | { readonly kind: 'no-settings' }
    | null
  /** The installed program; null until it is known, and in a browser. */
  readonly program: ProgramStatus | null
  /** Whether the page may show notifications; `impossible` on the desktop, which shows its own. */
  readonly notifications: NotificationConsent
  /** How the last export of diagnostics ended. */
  readonly diagnostics: 'saved' | 'failed' | null
}

/** What a person can do there. */
export interface SettingsActions {
  change(change: SomeSettings): void
  testHotkeys(testing: boolean): void
  /** Plays the ring for a moment on the chosen device. */
  sampleRing(): void
  /** Looks for sound devices again. */
  lookForDevices(): void
  /** The person's choices as a file's text. */
  exported(): string
  importFrom(text: string): void
  lookForUpdates(): void
  /** Asks for a place and saves a file for support. */
  exportDiagnostics(): void
  /** Asks the browser for notifications, and switches them on. */
  allowNotifications(): void
  /** The mini bar in place of the window. */
  openMini(): void
  /** The system's settings that allow the microphone. */
  openMicrophoneSettings(): void
  /** Signs out, and leads to another server. */
  chooseServer(): void
  runServer(mode: BundledMode): void
  /** Opens the page on which a person is the customer of the practice contact centre. */
  beCustomer(): void
  /** Removes everything of ours from the Twilio account. */
  removeFromTwilio(): void
  /** Forgets the account on this machine; what was made in it stays. */
  forgetTwilio(): void
}
