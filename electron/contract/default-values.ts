import type { HotkeyName } from './hotkey-names.ts'
import { DEFAULT_VALUES, type SettingValues } from './settings.ts'

/**
 * Windows takes Ctrl and Alt together for AltGr, so that a letter with both is a national one: Ctrl+Alt+Shift+E is
 * Ę or É in any program. A function key writes nothing.
 */
const windowsKeys: Readonly<Record<`hotkey.${HotkeyName}`, string | null>> = {
  'hotkey.answer': 'CommandOrControl+Alt+Shift+F5',
  'hotkey.hang-up': 'CommandOrControl+Alt+Shift+F8',
  'hotkey.toggle-mute': 'CommandOrControl+Alt+Shift+F6',
  'hotkey.push-to-talk': null,
  'hotkey.toggle-hold': 'CommandOrControl+Alt+Shift+F7',
  'hotkey.show-or-hide': 'CommandOrControl+Alt+Shift+F9',
  'hotkey.next-activity': 'CommandOrControl+Alt+Shift+F10',
  'hotkey.dial-clipboard': 'CommandOrControl+Alt+Shift+F11',
}

/** The defaults on one system. `platform` is Node's word for it, such as `win32`. */
export function defaultValuesFor(platform: string): SettingValues {
  return platform === 'win32' ? { ...DEFAULT_VALUES, ...windowsKeys } : DEFAULT_VALUES
}
