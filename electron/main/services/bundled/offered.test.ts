import { expect, it } from 'vitest'
import { offeredModes } from './offered.ts'

it.each([
  [{}, ['sandbox', 'twilio']],
  [{ 'signIn.method': 'any' }, ['sandbox', 'twilio']],
  [{ 'signIn.method': 'password' }, ['twilio']],
  [{ 'server.origin': 'https://phone.example.com' }, []],
] as const)('under %j is offered: %j', (policy, offered) =>
  expect(offeredModes({ values: policy, serverLocked: false })).toEqual(offered),
)

it('nothing is offered where nobody knows which server was meant', () => {
  expect(offeredModes({ values: {}, serverLocked: true })).toEqual([])
})
