import { mergeSettings } from '../../../contract/merge-settings.ts'
import {
  defaultValuesFor,
  settingKeys,
  type SettingSource,
  type SomeSettings,
} from '../../../contract/settings.ts'
import type { PolicyFailure } from '../../../contract/program.ts'
import { policyKeys } from '../../../policy/policies.ts'
import { pickManagedSettings, type Policy } from './policy.ts'

/** The effective value of one key, who decided it, and for a policy its source. */
interface ReportedValue {
  readonly value: unknown
  readonly source: SettingSource
  readonly where?: string
}

export interface PolicyReport {
  readonly values: Readonly<Record<string, ReportedValue>>
  readonly refused: readonly PolicyFailure[]
}

/**
 * Reports the effective value of everything that a policy can decide. `user` are the choices in the person’s own
 * file.
 */
export function reportPolicy(
  policy: Policy,
  user: SomeSettings,
  platform: string = process.platform,
): PolicyReport {
  const merged = mergeSettings(user, pickManagedSettings(policy, user), defaultValuesFor(platform))
  const values = policyKeys.map((key): readonly [string, ReportedValue] => {
    const where = policy.from[key]
    if (where !== undefined) return [key, { value: policy.values[key], source: 'policy', where }]
    const setting = settingKeys.find((known) => known === key)
    if (setting === undefined) return [key, { value: null, source: 'default' }]
    return [key, { value: merged.values[setting], source: merged.sources[setting] }]
  })
  return { values: Object.fromEntries(values), refused: policy.refused }
}
