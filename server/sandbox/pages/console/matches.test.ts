import { expect, it } from 'vitest'
import { matches } from './matches.ts'

const call = { from: '+14155550142', callerName: 'Marta Oliveira', sid: 'CA12' }

it.each([
  ['', true],
  ['415 555 0142', true],
  ['(415) 555-0142', true],
  ['+1415555', true],
  ['5550143', false],
  ['oliveira MARTA', true],
  ['ca12', true],
  ['marta grace', false],
])('for %j: %s', (query, found) => {
  expect(matches(call, query)).toBe(found)
})
