import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { managedAmong, mergeSettings, readSettings, withChoices } from './merge-settings.ts'
import { exportSettings, importSettings } from './settings-transfer.ts'
import {
  DEFAULT_VALUES,
  effectiveSettings,
  settingKeys,
  someSettings,
  type SomeSettings,
} from './settings.ts'

const choices: fc.Arbitrary<SomeSettings> = fc.record(
  {
    'server.origin': fc.constantFrom(null, 'https://desk.example'),
    'audio.ringVolume': fc.double({ min: 0, max: 1, noNaN: true }),
    'hotkey.answer': fc.constantFrom(null, 'F13', DEFAULT_VALUES['hotkey.answer']),
    'appearance.theme': fc.constantFrom('system', 'light', 'dark'),
    'window.closeToTray': fc.boolean(),
  },
  { requiredKeys: [] },
)

describe('merged settings', () => {
  it('take the default, then the choice, then the policy', () => {
    const merged = mergeSettings(
      { 'appearance.theme': 'dark', 'window.closeToTray': false },
      { 'window.closeToTray': true },
    )
    expect(merged.values['appearance.theme']).toBe('dark')
    expect(merged.sources['appearance.theme']).toBe('user')
    expect(merged.values['window.closeToTray']).toBe(true)
    expect(merged.sources['window.closeToTray']).toBe('policy')
    expect(merged.sources['audio.ringVolume']).toBe('default')
  })

  it('are always complete, and follow the policy where it decides', () => {
    fc.assert(
      fc.property(choices, choices, (user, policy) => {
        const merged = mergeSettings(user, policy)
        expect(effectiveSettings.parse(merged)).toEqual(merged)
        for (const key of settingKeys) {
          expect(merged.values[key]).toEqual(policy[key] ?? merged.values[key])
          expect(merged.sources[key] === 'policy').toBe(policy[key] !== undefined)
        }
      }),
    )
  })

  it('keep only the choices that differ from the defaults', () => {
    const user = withChoices({ 'appearance.theme': 'dark' }, { 'window.closeToTray': false })
    expect(user).toEqual({ 'appearance.theme': 'dark', 'window.closeToTray': false })
    expect(withChoices(user, { 'appearance.theme': 'system' })).toEqual({
      'window.closeToTray': false,
    })
  })

  it('name the settings that a policy has decided', () => {
    const change = { 'hotkey.answer': null, 'appearance.theme': 'dark' } as const
    expect(managedAmong(change, { 'hotkey.answer': 'F13' })).toEqual(['hotkey.answer'])
  })
})

describe('settings carried in a file', () => {
  it('are the same after export and import', () => {
    fc.assert(
      fc.property(choices, (user) => {
        const read = importSettings(exportSettings(user))
        expect(read).toEqual({ values: JSON.parse(JSON.stringify(user)), refused: [] })
      }),
    )
  })

  it.each([['{'], ['[]'], ['{"settings":{}}'], ['null'], ['{"format":"cordboard-settings"}']])(
    'are not read from %s',
    (text) => expect(importSettings(text)).toBeNull(),
  )

  it('may have former keys; the key of today decides where both are given', () => {
    const settings = {
      'status.whenLocked': 'Lunch',
      'presence.whenLocked': 'Break',
      'hotkey.next-activity': 'F13',
    }
    const text = JSON.stringify({ format: 'cordboard-settings', version: 1, settings })
    expect(importSettings(text)).toEqual({
      values: { 'status.whenLocked': 'Lunch', 'hotkey.next-status': 'F13' },
      refused: [],
    })
  })

  it('are read one by one: what is unknown or of another kind is named and left', () => {
    const read = readSettings({
      'appearance.theme': 'dark',
      'audio.ringVolume': 7,
      'server.password': 'x',
      constructor: 1,
    })
    expect(read.values).toEqual({ 'appearance.theme': 'dark' })
    expect(read.refused).toEqual(['audio.ringVolume', 'server.password', 'constructor'])
    expect(someSettings.safeParse(read.values).success).toBe(true)
  })
})
