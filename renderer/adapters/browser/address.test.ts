import { expect, it } from 'vitest'
import { demoFrom, forgetDemo } from './address.ts'

it.each([
  ['', null],
  ['#demo=ada', 'ada'],
  ['#demo=ada%20l', 'ada l'],
  ['#other=1', null],
])('finds in %j the demo account %j', (hash, account) => {
  expect(demoFrom(hash)).toBe(account)
})

it.each([
  ['#demo=ada', ['/desk?a=1']],
  ['#demo=ada&other=1', ['/desk?a=1#other=1']],
  ['#other=1', []],
  ['', []],
])('after a sign-out a reload must not sign in again: %j is rid of its account', (hash, put) => {
  const addresses: unknown[] = []
  forgetDemo({
    location: { hash, pathname: '/desk', search: '?a=1' },
    history: { state: null, replaceState: (_state, _title, address) => addresses.push(address) },
  })
  expect(addresses).toEqual(put)
})
