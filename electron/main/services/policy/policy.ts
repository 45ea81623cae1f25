import type { PolicyFault } from '../../../contract/program.ts'
import { settingKeys, type SettingKey, type SomeSettings } from '../../../contract/settings.ts'
import {
  policies,
  policyKeys,
  type PolicyKey,
  type PolicyValues,
} from '../../../policy/policies.ts'
import type { FoundPolicy } from './found-policy.ts'

export interface Policy {
  readonly values: PolicyValues
  /** Where each value comes from. */
  readonly from: { readonly [K in PolicyKey]?: string }
  readonly refused: readonly PolicyFault[]
}

/**
 * The policy that holds: of each key the first value that can be read, in the order of the places. What
 * nobody knows and what is wrong is told and left out; it never keeps the rest from holding.
 */
export function decidePolicy(found: readonly FoundPolicy[]): Policy {
  const values: Partial<Record<PolicyKey, unknown>> = {}
  const from: Partial<Record<PolicyKey, string>> = {}
  const refused: PolicyFault[] = []
  for (const place of found) {
    const { where } = place
    if (place.kind === 'unreadable') {
      refused.push({ where, key: null, why: place.why })
      continue
    }
    for (const [name, given] of Object.entries(place.values)) {
      const read = readValue(name, given)
      if (read.kind === 'refused') refused.push({ where, key: name, why: read.why })
      else if (from[read.key] === undefined) {
        values[read.key] = read.value
        from[read.key] = where
      }
    }
  }
  // The cast: each value has passed its own schema.
  return { values: values as PolicyValues, from, refused }
}

type ReadValue =
  | { readonly kind: 'value'; readonly key: PolicyKey; readonly value: unknown }
  | { readonly kind: 'refused'; readonly why: string }

function readValue(name: string, given: unknown): ReadValue {
  const key = policyKeys.find((known) => known === name)
  if (key === undefined) return { kind: 'refused', why: 'is no policy of this version' }
  const { schema } = policies[key]
  for (const meant of meanings(given)) {
    const parsed = schema.safeParse(meant)
    if (parsed.success) return { kind: 'value', key, value: parsed.data }
  }
  const fault = schema.safeParse(given).error?.issues[0]?.message
  return { kind: 'refused', why: fault ?? 'cannot be read' }
}

/** The registry has neither yes and no nor nothing: numbers and the empty text stand for them. */
function meanings(given: unknown): readonly unknown[] {
  if (given === 0 || given === 1) return [given, given === 1]
  return given === '' ? [null, given] : [given]
}

function isSetting(name: string): name is SettingKey & PolicyKey {
  return settingKeys.some((key) => key === name)
}

/** The policy as far as it decides settings. */
export function managedSettings({ values }: Policy): SomeSettings {
  const keys = policyKeys.filter((key) => isSetting(key) && values[key] !== undefined)
  return Object.fromEntries(keys.map((key) => [key, values[key]]))
}
