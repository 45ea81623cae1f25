import type { OwnSettings, TwilioSettings } from '../config/config.ts'
import { describeNumber } from './number-facts.ts'
import type { DialPolicy } from './policy.ts'

/** The policy of these settings. The countries of the numbers that are shown are the desk's own. */
export function policyOf(
  { country, dialling }: Pick<OwnSettings, 'country' | 'dialling'>,
  { callerIds }: Pick<TwilioSettings, 'callerIds'>,
): DialPolicy {
  const shown = callerIds.flatMap((number) => countryOf(number))
  return { ...dialling, country, own: new Set([country, ...shown]) }
}

/** Of a number that could be of several, none: it would open them all. */
function countryOf(number: string): readonly string[] {
  const { countries = [] } = describeNumber(number) ?? {}
  return countries.length === 1 ? countries : []
}
