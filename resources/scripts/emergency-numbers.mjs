import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import google from 'google-libphonenumber'
import { getCountries, isValidPhoneNumber } from 'libphonenumber-js/max'
import { root } from './root.mjs'

// Writes the table of emergency numbers, of all countries, from the metadata of Google's libphonenumber. Run it when a
// test says that the metadata has changed. Numbers have two to five digits: none of six is known.
const longest = 5
const info = google.ShortNumberInfo.getInstance()
const regions = google.PhoneNumberUtil.getInstance().getSupportedRegions().toSorted()
const byRegion = regions.map((region) => [region, numbersOf(region)])
const all = [...new Set(byRegion.flatMap(([, numbers]) => numbers))].toSorted()
const taken = getCountries()
  .toSorted()
  .map((country) => [country, all.filter((number) => isSubscriber(number, country))])

const source = `/**
 * Emergency numbers by ISO country, as their metadata in Google's libphonenumber has them; \`x\` is any digit. Made by
 * resources/scripts/emergency-numbers.mjs.
 */
export const EMERGENCY_NUMBERS: Readonly<Record<string, string>> = {
${linesOf(byRegion)}
}

/** Emergency numbers elsewhere that are a subscriber's whole number in this country. */
export const SUBSCRIBER_NUMBERS: Readonly<Record<string, string>> = {
${linesOf(taken)}
}
`
writeFileSync(join(root, 'server/contract/dialled/emergency/emergency-table.ts'), source)

function linesOf(entries) {
  return entries
    .filter(([, numbers]) => numbers.length > 0)
    .map(([country, numbers]) => `  ${country}: '${numbers.join(' ')}',`)
    .join('\n')
}

function isSubscriber(number, country) {
  return isValidPhoneNumber(number.replaceAll('x', '0'), country)
}

function numbersOf(region) {
  const lengths = Array.from({ length: longest - 1 }, (_, index) => index + 2)
  return lengths.flatMap((digits) => collapse(found(region, digits)))
}

function found(region, digits) {
  return Array.from({ length: 10 ** digits }, (_, index) =>
    String(index).padStart(digits, '0'),
  ).filter((number) => info.isEmergencyNumber(number, region))
}

/** Numbers that differ in their last digits alone, and have all of them, as one: `13xx`. */
function collapse(numbers) {
  const stems = Map.groupBy(numbers, (number) => number.slice(0, -1))
  const whole = [...stems].filter(([, all]) => all.length === 10).map(([stem]) => stem)
  if (whole.length === 0) return numbers
  const rest = numbers.filter((number) => !whole.includes(number.slice(0, -1)))
  return [...rest, ...collapse(whole).map((stem) => `${stem}x`)].toSorted()
}
