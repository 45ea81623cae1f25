import type { DesktopBridge } from '../../../electron/contract/bridge.ts'
import { settingsStatus, type SettingsStatus } from '../../../electron/contract/contract.ts'
import { mergeSettings } from '../../../electron/contract/merge-settings.ts'
import type { SettingsPort } from '../../ports/settings-port.ts'
import { ask, askOr } from './desktop-session.ts'

const unknown: SettingsStatus = {
  effective: mergeSettings({}, {}),
  keptAside: null,
  keysMoved: false,
}

/** The desktop's settings, which the main process keeps and a policy may manage. */
export function createDesktopSettings(bridge: DesktopBridge): SettingsPort {
  return {
    place: 'desktop',
    read: () => askOr(bridge, 'settings.get', {}, unknown),
    change: (change) => ask(bridge, 'settings.change', { change }),
    onChange: (listener) =>
      bridge.on('settings.changed', (now) => listener(settingsStatus.parse(now))),
  }
}
