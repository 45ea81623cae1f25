import { settingSchemas, type SettingValues } from '../../electron/contract/settings.ts'

type Theme = SettingValues['appearance.theme']

export const themes = settingSchemas['appearance.theme'].options

/** The theme of that name; `system` for anything else. */
export function readTheme(text: string | null | undefined): Theme {
  return themes.find((theme) => theme === text) ?? 'system'
}

/** Shows the page in a theme by its `data-theme`, or without one for the system's theme. */
export function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}
