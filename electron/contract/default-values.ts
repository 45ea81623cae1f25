import { defaultKeys, mapHotkeySettings } from './hotkey-names.ts'
import { DEFAULT_VALUES, type SettingValues } from './settings.ts'

const windowsKeys = mapHotkeySettings((_setting, hotkey) => defaultKeys(hotkey, 'onWindows'))

/** The defaults on one system. `platform` is Node's word for it, such as `win32`. */
export function defaultValuesFor(platform: string): SettingValues {
  return platform === 'win32' ? { ...DEFAULT_VALUES, ...windowsKeys } : DEFAULT_VALUES
}
