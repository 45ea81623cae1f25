import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** Numbers of the North American plan that are of no country by themselves, such as +1 500, count as this one's. */
const NORTH_AMERICA = 'US'

/**
 * Where the numbers of both ends are: the country alone, for no number of the sandbox is in a real city. A client has
 * no place. Docs: voice/twiml#request-parameters.
 */
export function placeParams(from: string, to: string): Record<string, string> {
  return { ...placeOf(['From', 'Caller'], from), ...placeOf(['To', 'Called'], to) }
}

function placeOf(ends: readonly string[], address: string): Record<string, string> {
  if (!address.startsWith('+')) return {}
  const parsed = parsePhoneNumberFromString(address)
  const country = parsed?.country ?? (address.startsWith('+1') ? NORTH_AMERICA : '')
  return Object.fromEntries(
    ends.flatMap((end) => [
      [`${end}City`, ''],
      [`${end}State`, ''],
      [`${end}Zip`, ''],
      [`${end}Country`, country],
    ]),
  )
}
