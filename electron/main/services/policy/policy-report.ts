import { defaultValuesFor } from '../../../contract/default-values.ts'
import { mergeSettings } from '../../../contract/merge-settings.ts'
import { settingKeys, type SomeSettings } from '../../../contract/settings.ts'
import type { PolicyFault } from '../../../contract/program.ts'
import { policyKeys } from '../../../policy/policies.ts'
import { pickManagedSettings, type Policy } from './policy.ts'

/** What holds for one key, who decided it, and for a policy the place where it is written. */
interface ReportedValue {
  readonly value: unknown
  readonly source: 'default' | 'user' | 'policy'
  readonly where?: string
}

export interface PolicyReport {
  readonly values: Readonly<Record<string, ReportedValue>>
  readonly refused: readonly PolicyFault[]
}

/** Everything that a policy can decide, as it holds now. `user` are the choices in a person's own file. */
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
