import { withCurrentKeys } from './former-keys.ts'
import {
  DEFAULT_VALUES,
  settingKeys,
  settingSchemas,
  type EffectiveSettings,
  type SettingKey,
  type SettingSource,
  type SettingValues,
  type SomeSettings,
} from './settings.ts'

/**
 * Merges the default values, the choices of the person and a policy. A policy wins over a choice, a choice over a
 * default.
 */
export function mergeSettings(
  user: SomeSettings,
  policy: SomeSettings,
  defaults: SettingValues = DEFAULT_VALUES,
): EffectiveSettings {
  const given = { default: defaults, user, policy }
  const sourceOf = (key: SettingKey): SettingSource => {
    if (policy[key] !== undefined) return 'policy'
    return user[key] === undefined ? 'default' : 'user'
  }
  const sources = settingKeys.map((key) => [key, sourceOf(key)] as const)
  const values = sources.map(([key, source]) => [key, given[source][key]] as const)
  // The casts: each value has the type of its own key.
  return {
    values: Object.fromEntries(values) as unknown as SettingValues,
    sources: Object.fromEntries(sources) as EffectiveSettings['sources'],
  }
}

/** The choices after a change. A value that equals the default is not stored, so that a later default can apply. */
export function withChoices(
  user: SomeSettings,
  change: SomeSettings,
  defaults: SettingValues = DEFAULT_VALUES,
): SomeSettings {
  const both = { ...user, ...change }
  const kept = settingKeys.filter((key) => {
    const value = both[key]
    return value !== undefined && JSON.stringify(value) !== JSON.stringify(defaults[key])
  })
  return Object.fromEntries(kept.map((key) => [key, both[key]]))
}

/** The keys of a change that a policy has already decided. */
export function managedAmong(change: SomeSettings, policy: SomeSettings): readonly SettingKey[] {
  return settingKeys.filter((key) => change[key] !== undefined && policy[key] !== undefined)
}

/**
 * Reads settings from an untrusted object, and returns the names that could not be read. For an import, and for the
 * browser's storage.
 */
export function readSettings(given: Readonly<Record<string, unknown>>): {
  readonly values: SomeSettings
  readonly refused: readonly string[]
} {
  const values: Partial<Record<SettingKey, unknown>> = {}
  const refused: string[] = []
  for (const [name, value] of Object.entries(withCurrentKeys(given))) {
    const key = settingKeys.find((known) => known === name)
    const parsed = key === undefined ? null : settingSchemas[key].safeParse(value)
    if (key !== undefined && parsed?.success === true) values[key] = parsed.data
    else refused.push(name)
  }
  // The cast: each value has passed its own schema.
  return { values: values as SomeSettings, refused }
}
