import type { PolicyFailure } from '../../../contract/program.ts'
import { withCurrentKeys } from '../../../contract/former-keys.ts'
import {
  DEFAULT_VALUES,
  settingKeys,
  type SettingKey,
  type SomeSettings,
} from '../../../contract/settings.ts'
import {
  policies,
  policyKeys,
  type PolicyKey,
  type PolicyValues,
} from '../../../policy/policies.ts'
import { whenBroken } from '../../../policy/when-broken.ts'
import type { PolicySource } from './policy-places.ts'

export interface Policy {
  readonly values: PolicyValues
  /** The source of each value. */
  readonly from: { readonly [K in PolicyKey]?: string }
  readonly refused: readonly PolicyFailure[]
  /** The server address is set but cannot be read: nobody may choose another server than before. */
  readonly serverLocked: boolean
}

/**
 * Merges the sources into the effective policy: for each key the first value, in the order of the sources. Unknown
 * and invalid values are reported and left out; the rest still applies. If a security policy is invalid, or a whole
 * source cannot be read, the strictest value applies, whatever later sources say.
 */
export function mergePolicies(found: readonly PolicySource[]): Policy {
  const values: Partial<Record<PolicyKey, unknown>> = {}
  const from: Partial<Record<PolicyKey, string>> = {}
  const strict: Partial<Record<PolicyKey, unknown>> = {}
  const refused: PolicyFailure[] = []
  let serverLocked = false

  function applyStrictest(key: PolicyKey, where: string): void {
    const safe = whenBroken[key]
    if (safe === undefined) return
    from[key] = where
    if (key === 'server.origin') serverLocked = true
    Object.assign(strict, safe)
    for (const decided of policyKeys) if (safe[decided] !== undefined) from[decided] = where
  }

  for (const place of found) {
    const { where } = place
    const decided = new Set(policyKeys.filter((key) => from[key] !== undefined))
    if (place.kind === 'unreadable') {
      refused.push({ where, key: null, why: place.why })
      for (const key of policyKeys) if (!decided.has(key)) applyStrictest(key, where)
      continue
    }
    for (const [name, given] of Object.entries(withCurrentKeys(place.values))) {
      const read = readValue(name, given)
      if (read.kind === 'refused') {
        refused.push({ where, key: name, why: read.why })
        if (read.key !== null && !decided.has(read.key)) applyStrictest(read.key, where)
      } else if (from[read.key] === undefined) {
        values[read.key] = read.value
        from[read.key] = where
      }
    }
  }
  const held = { ...values, ...strict }
  // A key without a value was decided by nobody.
  for (const key of policyKeys) if (held[key] === undefined) delete from[key]
  // The cast: each value has passed its own schema.
  return { values: held as PolicyValues, from, refused, serverLocked }
}

type ReadValue =
  | { readonly kind: 'value'; readonly key: PolicyKey; readonly value: unknown }
  /** `key` is null for an unknown name. */
  | { readonly kind: 'refused'; readonly key: PolicyKey | null; readonly why: string }

function readValue(name: string, given: unknown): ReadValue {
  const key = policyKeys.find((known) => known === name)
  if (key === undefined)
    return { kind: 'refused', key: null, why: 'is not a policy of this version' }
  const { schema } = policies[key]
  for (const meant of listCandidates(given)) {
    const parsed = schema.safeParse(meant)
    if (parsed.success) return { kind: 'value', key, value: parsed.data }
  }
  const fault = schema.safeParse(given).error?.issues[0]?.message
  return { kind: 'refused', key, why: fault ?? 'cannot be read' }
}

/** The Windows registry has neither booleans nor null: numbers and the empty text stand for them. */
function listCandidates(given: unknown): readonly unknown[] {
  if (given === 0 || given === 1) return [given, given === 1]
  return given === '' ? [null, given] : [given]
}

function isSetting(name: string): name is SettingKey & PolicyKey {
  return settingKeys.some((key) => key === name)
}

/**
 * The part of the policy that decides settings. `chosen` are the choices of the person: if the server is locked, they
 * stay as they are and cannot be changed.
 */
export function pickManagedSettings(
  { values, serverLocked }: Policy,
  chosen: SomeSettings = {},
): SomeSettings {
  const keys = policyKeys.filter((key) => isSetting(key) && values[key] !== undefined)
  const decided: SomeSettings = Object.fromEntries(keys.map((key) => [key, values[key]]))
  return serverLocked
    ? {
        ...decided,
        'server.origin': chosen['server.origin'] ?? null,
        'server.bundled': chosen['server.bundled'] ?? DEFAULT_VALUES['server.bundled'],
      }
    : decided
}

/** The failures that have an effect here. An unknown name may belong to a newer version. */
export function findRelevantFailures({ refused }: Policy): readonly PolicyFailure[] {
  return refused.filter(({ key }) => key === null || policyKeys.some((known) => known === key))
}
