import { expect, it } from 'vitest'
import { demoFrom } from './address.ts'

it.each([
  ['', null],
  ['#demo=ada', 'ada'],
  ['#demo=ada%20l', 'ada l'],
  ['#other=1', null],
])('finds in %j the demo account %j', (hash, account) => {
  expect(demoFrom(hash)).toBe(account)
})
