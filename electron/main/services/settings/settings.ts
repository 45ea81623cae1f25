import type { SettingsStatus } from '../../../contract/contract.ts'
import { hotkeyNames } from '../../../contract/hotkey-names.ts'
import { managedAmong, mergeSettings, withChoices } from '../../../contract/merge-settings.ts'
import {
  DEFAULT_VALUES,
  defaultValuesFor,
  type EffectiveSettings,
  type SettingKey,
  type SettingValues,
  type SomeSettings,
} from '../../../contract/settings.ts'
import type { SettingsFile } from './settings-file.ts'

export interface Settings {
  effective(): EffectiveSettings
  value<K extends SettingKey>(key: K): SettingValues[K]
  /** The effective settings, and what this start has found in the file and changed in it. */
  status(): SettingsStatus
  /** Stores the choices, all or none. Returns the keys that a policy has decided: then nothing was changed. */
  change(change: SomeSettings): readonly SettingKey[]
  /** Called at each change, with the settings before it. */
  onChange(listener: (now: EffectiveSettings, before: EffectiveSettings) => void): void
}

/** The effective settings: defaults, the choices of a person in their file, and a policy above both. */
export function createSettings(options: {
  readonly file: SettingsFile
  /** The settings that an administrator has decided; read again at each change. */
  readonly policy: () => SomeSettings
  /** Node’s word for the system, because defaults differ between systems. */
  readonly platform?: string
}): Settings {
  const { file, policy, platform = process.platform } = options
  const defaults = defaultValuesFor(platform)
  const listeners: ((now: EffectiveSettings, before: EffectiveSettings) => void)[] = []
  let effective = mergeSettings(file.get(), policy(), defaults)
  const keysMoved = file.isOldFormat && hasMovedKey(effective)
  if (file.isOldFormat) rewrite(file)

  function refresh(): void {
    const before = effective
    effective = mergeSettings(file.get(), policy(), defaults)
    if (JSON.stringify(effective) === JSON.stringify(before)) return
    for (const listener of listeners) listener(effective, before)
  }

  return {
    effective: () => effective,
    value: (key) => effective.values[key],
    status: () => ({ effective, keptAside: file.keptAside, keysMoved }),
    change(change) {
      const managed = managedAmong(change, policy())
      if (managed.length > 0) return managed
      file.replace(withChoices(file.get(), change, defaults))
      refresh()
      return []
    },
    onChange: (listener) => void listeners.push(listener),
  }
}

/** Whether a key that was chosen neither by the person nor by a policy now has another default on this system. */
function hasMovedKey({ values, sources }: EffectiveSettings): boolean {
  return hotkeyNames
    .map((name) => `hotkey.${name}` as const)
    .some((key) => sources[key] === 'default' && values[key] !== DEFAULT_VALUES[key])
}

/** Writes today’s format, so that the next start moves nothing. If the disk fails, the next start does it. */
function rewrite(file: SettingsFile): void {
  try {
    file.replace(file.get())
  } catch {
    // The effective settings are the same with the earlier format.
  }
}
