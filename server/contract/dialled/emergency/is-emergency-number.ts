import { EMERGENCY_NUMBERS, SUBSCRIBER_NUMBERS } from './emergency-table.ts'

/**
 * Short numbers that the metadata does not have as emergencies, although their callers need help: the crisis line of the USA and
 * Canada, doctors on call in Germany and Austria, ambulances in Spain.
 */
const HELP: Readonly<Record<string, string>> = {
  AT: '116117 141',
  CA: '988',
  DE: '116117',
  ES: '061',
  US: '988',
}

const emergency = new Map(
  Object.entries(EMERGENCY_NUMBERS).map(([country, numbers]) => [
    country,
    patternOf(`${numbers} ${HELP[country] ?? ''}`),
  ]),
)
const subscribers = new Map(
  Object.entries(SUBSCRIBER_NUMBERS).map(([country, numbers]) => [country, patternOf(numbers)]),
)

/**
 * Whether these digits call for help in this country (ISO 3166), or in any other, because people type what they know from home.
 * The country's own numbers come first: a subscriber's number there is not an emergency.
 */
export function isEmergencyNumber(digits: string, country: string): boolean {
  if (isEmergencyNumberOf(digits, country)) return true
  if (subscribers.get(country)?.test(digits)) return false
  return [...emergency.values()].some((pattern) => pattern.test(digits))
}

/** The same in this country alone. */
export function isEmergencyNumberOf(digits: string, country: string): boolean {
  return emergency.get(country)?.test(digits) ?? false
}

function patternOf(numbers: string): RegExp {
  return new RegExp(`^(?:${numbers.trim().replaceAll('x', '\\d').replaceAll(' ', '|')})$`, 'u')
}
