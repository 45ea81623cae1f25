import type { StoreApi } from 'zustand/vanilla'
import type { SettingsStatus } from '../../../electron/contract/contract.ts'
import { exportSettings, importSettings } from '../../../electron/contract/settings-transfer.ts'
import {
  needsRestart,
  settingKeys,
  type SomeSettings,
} from '../../../electron/contract/settings.ts'
import type { Ports } from '../engine/ports.ts'
import type { SettingsActions, SettingsView } from '../../view/settings-view.ts'
import { createNotificationSettings } from './notification-settings.ts'
import { createServerSettings, refusalOf } from './server-settings.ts'
import { createSoundSettings } from './sound-settings.ts'
import type { SettingsState } from './settings-store.ts'

type SettingsPorts = Pick<
  Ports,
  | 'bundled'
  | 'notifications'
  | 'program'
  | 'session'
  | 'settings'
  | 'desktop'
  | 'devices'
  | 'sound'
  | 'microphone'
  | 'voice'
>

export interface SettingsDeps {
  readonly ports: SettingsPorts
  readonly store: StoreApi<SettingsState>
  readonly chooseServer: () => void
  /** An update changed the global keys. */
  readonly keysMoved: () => void
}

export interface Settings {
  readonly actions: SettingsActions
  /** Reads the settings and applies them. */
  start(): Promise<void>
  close(): void
}

/** The settings of this machine: read, shown, changed and applied. */
export function createSettings({ ports, store, chooseServer, keysMoved }: SettingsDeps): Settings {
  let atStart: SettingsStatus | null = null
  const show = (change: Partial<SettingsView>): void => {
    const { settings } = store.getState()
    store.setState({ settings: { ...settings, ...change } })
  }

  function hold(now: SettingsStatus): void {
    const first = (atStart ??= now)
    show({
      effective: now.effective,
      keptAside: now.keptAside,
      restartNeeded: [...needsRestart].some(
        (key) => first.effective.values[key] !== now.effective.values[key],
      ),
    })
    sound.use(now.effective.values)
    void server.review()
  }

  async function change(wanted: SomeSettings): Promise<void> {
    show({ refused: refusalOf(await ports.settings.change(wanted)) })
  }

  const server = createServerSettings(ports, show)
  const sound = createSoundSettings(ports, show)
  const notifications = createNotificationSettings(ports.notifications, show, change)
  const stops = [
    ports.settings.onChange(hold),
    ports.program.onChange((program) => show({ program })),
    notifications.close,
    sound.close,
    server.close,
  ]
  return {
    actions: {
      change: (wanted) => void change(wanted),
      testHotkeys(testing) {
        show({ test: testing ? 'waiting' : 'off' })
        ports.desktop.testHotkeys(testing)
      },
      sampleRing: () => ports.sound.sample(),
      lookForDevices: () => void sound.look(),
      exported: () => exportSettings(chosenSettings(store.getState().settings)),
      importFrom(text) {
        const read = importSettings(text)
        if (read === null) {
          show({ imported: { kind: 'no-settings' } })
          return
        }
        const { open, refused } = withoutManaged(read, store.getState().settings)
        void change(open).then(() =>
          show({ imported: { kind: 'done', taken: Object.keys(open).length, refused } }),
        )
      },
      openMini: () => ports.desktop.openMini(),
      openMicrophoneSettings: () => ports.desktop.openMicrophoneSettings(),
      exportDiagnostics: () =>
        void ports.desktop
          .exportDiagnostics()
          .then((outcome) => show({ diagnostics: outcome === 'cancelled' ? null : outcome })),
      lookForUpdates: () => void ports.program.lookForUpdates(),
      chooseServer,
      ...server.actions,
      ...notifications.actions,
    },
    async start() {
      show({ place: ports.settings.place })
      notifications.start()
      const [now, program] = await Promise.all([
        ports.settings.read(),
        ports.program.now(),
        server.start(),
        sound.look(),
      ])
      show({ program })
      hold(now)
      if (now.keysMoved) keysMoved()
    },
    close: () => stops.forEach((stop) => stop()),
  }
}

/** The person's own choices. */
function chosenSettings({ effective }: SettingsView): SomeSettings {
  const keys = settingKeys.filter((key) => effective.sources[key] === 'user')
  return Object.fromEntries(keys.map((key) => [key, effective.values[key]]))
}

/** What of an import can be changed here, and the names of the rest. */
function withoutManaged(
  { values, refused }: NonNullable<ReturnType<typeof importSettings>>,
  { effective }: SettingsView,
): { readonly open: SomeSettings; readonly refused: readonly string[] } {
  const keys = settingKeys.filter((key) => key in values)
  const isManaged = (key: (typeof settingKeys)[number]) => effective.sources[key] === 'policy'
  const open = keys.filter((key) => !isManaged(key)).map((key) => [key, values[key]])
  return { open: Object.fromEntries(open), refused: [...refused, ...keys.filter(isManaged)] }
}
