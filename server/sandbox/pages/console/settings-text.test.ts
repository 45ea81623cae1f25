import { expect, it } from 'vitest'
import { settingsText } from './settings-text.ts'

it('names what is set, also inside of it, and leaves out what is not', () => {
  const settings = {
    name: 'room',
    join: { beep: 'true', muted: false },
    at: null,
    keys: ['1'],
    n: 0,
  }
  expect(settingsText(settings)).toBe('name="room" join.beep="true" keys=["1"] n=0')
})
