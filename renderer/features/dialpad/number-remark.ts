import type { Messages } from '../../i18n/en.ts'
import { dialledText } from '../../ui/names.ts'
import { countryName, unlikeTyped } from './number-check.ts'

/** The country of a number, and what exactly is dialled if the typed text does not show it. */
export function numberRemark(typed: string, country: string, text: Messages): string {
  const dialled = unlikeTyped(typed, country)
  if (dialled === null) return countryName(typed, country) ?? ''
  const what = dialledText(dialled.number, dialled.digits, text)
  const { rewritten } = dialled
  const said = rewritten === null ? what : `${what}, ${text.dialler.rewritten[rewritten]}`
  return [countryName(dialled.number, country), said].filter(Boolean).join(' · ')
}
