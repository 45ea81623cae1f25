import { managedAmong, mergeSettings, withChoices } from '../../../contract/merge-settings.ts'
import type {
  EffectiveSettings,
  SettingKey,
  SettingValues,
  SomeSettings,
} from '../../../contract/settings.ts'
import type { SettingsFile } from './settings-file.ts'

export interface Settings {
  effective(): EffectiveSettings
  value<K extends SettingKey>(key: K): SettingValues[K]
  /** The file that could not be read at the start, under the name that it has now; null when all was well. */
  readonly keptAside: string | null
  /** Keeps the choices, all or none. Answers the keys that a policy has decided: then nothing was changed. */
  change(change: SomeSettings): readonly SettingKey[]
  /** To be called when the policy may have changed. */
  review(): void
  /** Hears of each change, with what held before. */
  onChange(listener: (now: EffectiveSettings, before: EffectiveSettings) => void): void
}

/** The settings that hold: defaults, a person's choices in their file, and a policy over both. */
export function createSettings(options: {
  readonly file: SettingsFile
  /** What an administrator has decided; read anew at each question. */
  readonly policy: () => SomeSettings
}): Settings {
  const { file, policy } = options
  const listeners: ((now: EffectiveSettings, before: EffectiveSettings) => void)[] = []
  let told = mergeSettings(file.get(), policy())

  function review(): void {
    const before = told
    told = mergeSettings(file.get(), policy())
    if (JSON.stringify(told) === JSON.stringify(before)) return
    for (const listener of listeners) listener(told, before)
  }

  return {
    effective: () => told,
    value: (key) => told.values[key],
    keptAside: file.keptAside,
    change(change) {
      const managed = managedAmong(change, policy())
      if (managed.length > 0) return managed
      file.replace(withChoices(file.get(), change))
      review()
      return []
    },
    review,
    onChange: (listener) => void listeners.push(listener),
  }
}
