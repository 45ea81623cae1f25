import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { hotkeyNames, hotkeys } from './hotkey-names.ts'
import { defaultValuesFor } from './settings.ts'

const phone = readFileSync(join(import.meta.dirname, '../../resources/docs/phone.md'), 'utf8')

function keysOf(platform: string): readonly string[] {
  const values = defaultValuesFor(platform)
  return hotkeyNames.map(
    (name) =>
      values[`hotkey.${name}`]?.replace('CommandOrControl', 'Ctrl') ?? 'none until you choose one',
  )
}

it('are in phone.md, in the order of the list', () => {
  const [windows, elsewhere] = [keysOf('win32'), keysOf('linux')]
  const columns = windows.map((key, index) => `| ${key} | ${elsewhere[index]} |`)
  const [, table = ''] = phone.split('| to | on Windows |')
  const rows = table.split('\n').slice(2, 2 + columns.length)
  expect(rows.map((row) => row.slice(row.indexOf('|', 1)))).toEqual(columns)
})

it('differ on Windows only in the global keys', () => {
  const [windows, mac] = [defaultValuesFor('win32'), defaultValuesFor('darwin')]
  const other = Object.entries(windows).filter(
    ([key, value]) => value !== Object.entries(mac).find(([known]) => known === key)?.[1],
  )
  const withKeys = hotkeyNames.filter((name) => hotkeys[name].elsewhere !== null)
  expect(other.map(([key]) => key)).toEqual(withKeys.map((name) => `hotkey.${name}`))
})
