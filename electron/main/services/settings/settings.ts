import { defaultValuesFor } from '../../../contract/default-values.ts'
import { hotkeyNames } from '../../../contract/hotkey-names.ts'
import { managedAmong, mergeSettings, withChoices } from '../../../contract/merge-settings.ts'
import {
  DEFAULT_VALUES,
  type EffectiveSettings,
  type SettingKey,
  type SettingValues,
  type SomeSettings,
} from '../../../contract/settings.ts'
import type { SettingsFile } from './settings-file.ts'

export interface Settings {
  effective(): EffectiveSettings
  value<K extends SettingKey>(key: K): SettingValues[K]
  /** The file that could not be read at the start, under the name that it has now; null when all was well. */
  readonly keptAside: string | null
  /** At this start a global key was moved: it had the default of an earlier version, and now has today's. */
  readonly keysMoved: boolean
  /** Keeps the choices, all or none. Answers the keys that a policy has decided: then nothing was changed. */
  change(change: SomeSettings): readonly SettingKey[]
  /** To be called when the policy may have changed. */
  refresh(): void
  /** Hears of each change, with what held before. */
  onChange(listener: (now: EffectiveSettings, before: EffectiveSettings) => void): void
}

/** The settings that hold: defaults, a person's choices in their file, and a policy over both. */
export function createSettings(options: {
  readonly file: SettingsFile
  /** What an administrator has decided; read anew at each question. */
  readonly policy: () => SomeSettings
  /** Node's word for the system: the defaults are not everywhere the same. */
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
    keptAside: file.keptAside,
    keysMoved,
    change(change) {
      const managed = managedAmong(change, policy())
      if (managed.length > 0) return managed
      file.replace(withChoices(file.get(), change, defaults))
      refresh()
      return []
    },
    refresh,
    onChange: (listener) => void listeners.push(listener),
  }
}

/** A key that neither the person nor a policy has chosen, and that is another one on this system by now. */
function hasMovedKey({ values, sources }: EffectiveSettings): boolean {
  return hotkeyNames
    .map((name) => `hotkey.${name}` as const)
    .some((key) => sources[key] === 'default' && values[key] !== DEFAULT_VALUES[key])
}

/** In today's form, so that the next start moves nothing. A disk that refuses leaves it to the next start. */
function rewrite(file: SettingsFile): void {
  try {
    file.replace(file.get())
  } catch {
    // What holds is the same with the earlier form.
  }
}
