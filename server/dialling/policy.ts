import {
  isEmergencyNumber,
  isEmergencyNumberOf,
} from '../contract/dialled/emergency/is-emergency-number.ts'
import type { DiallingRefusal } from '../contract/dialling-refusal.ts'
import { describeNumber } from './number-facts.ts'
import type { BarredKind, NumberFacts } from './number-facts.ts'
import { decideUsage } from './limits.ts'
import type { Limits, Usage } from './limits.ts'

/** What may be called. Everything else is refused. */
export interface DialPolicy {
  /** Short and emergency numbers are read as this country's. */
  readonly country: string
  /** This country, and those of our caller IDs. Unknown numbers there may be new ranges, and are called. */
  readonly own: ReadonlySet<string>
  /** Other countries that may be called, or all. */
  readonly abroad: ReadonlySet<string> | 'all'
  /** Barred kinds that may be called. `unknown`: abroad. */
  readonly kinds: ReadonlySet<BarredKind>
  /** Emergency numbers that are dialled as they are. */
  readonly emergencyNumbers: readonly string[]
  readonly limits: Limits
}

/** The policy of these settings. The countries of our caller IDs are our own. */
export function policyOf(
  settings: { readonly country: string; readonly dialling: Omit<DialPolicy, 'country' | 'own'> },
  { callerIds }: { readonly callerIds: readonly string[] },
): DialPolicy {
  const { country, dialling } = settings
  return { ...dialling, country, own: new Set([country, ...callerIds.flatMap(countryOf)]) }
}

/** Empty for a number that may be of several: it would allow them all. */
function countryOf(number: string): readonly string[] {
  const { countries = [] } = describeNumber(number) ?? {}
  return countries.length === 1 ? countries : []
}

export type Decision =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly why: DiallingRefusal }

const allowed: Decision = { kind: 'allowed' }

/** Whether this number may be rung now. `number`: E.164, a short number as it is, or null for a desk or a queue. */
export function decide(number: string | null, policy: DialPolicy, usage: Usage): Decision {
  const ofNumber = number === null ? allowed : decideNumber(number, policy)
  if (ofNumber.kind === 'refused') return ofNumber
  const why = decideUsage(usage, policy.limits, number !== null)
  return why === null ? allowed : refuse(why)
}

/** Whether this number may ever be rung, no matter who asks. */
export function decideNumber(number: string, policy: DialPolicy): Decision {
  if (policy.emergencyNumbers.includes(number)) return allowed
  if (isEmergencyNumber(number, policy.country)) return refuse('emergency-not-allowed')
  const facts = describeNumber(number)
  if (facts === null) return refuse('unknown-number')
  const { kind, countries, national } = facts
  if (countries.some((country) => isEmergencyNumberOf(national, country))) {
    return refuse('emergency-not-allowed')
  }
  if (kind === 'ordinary' || kind === 'toll-free') {
    return isOpen(facts, policy) ? allowed : refuse('country-not-allowed')
  }
  if (kind !== 'unknown' && !policy.kinds.has(kind)) return refuse(`${kind}-number`)
  if (!isOpen(facts, policy))
    return refuse(countries.length === 0 ? 'unknown-number' : 'country-not-allowed')
  const isOwn = countries.some((country) => policy.own.has(country))
  return kind !== 'unknown' || isOwn || policy.kinds.has('unknown')
    ? allowed
    : refuse('unknown-number')
}

function isOpen({ kind, countries }: NumberFacts, { own, abroad, kinds }: DialPolicy): boolean {
  // Of no country: its kind alone decides.
  if (countries.length === 0) return kind !== 'unknown' || kinds.has('unknown')
  return abroad === 'all' || countries.some((each) => own.has(each) || abroad.has(each))
}

function refuse(why: DiallingRefusal): Decision {
  return { kind: 'refused', why }
}
