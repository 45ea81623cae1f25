import { expect, it } from 'vitest'
import { findAllowedModes } from './allowed-modes.ts'

it.each([
  [{}, ['sandbox', 'twilio']],
  [{ 'signIn.method': 'any' }, ['sandbox', 'twilio']],
  [{ 'signIn.method': 'password' }, ['twilio']],
  [{ 'server.origin': 'https://phone.example.com' }, []],
] as const)('under %j is offered: %j', (policy, offered) =>
  expect(findAllowedModes({ values: policy, serverLocked: false })).toEqual(offered),
)

it('nothing is offered where nobody knows which server was meant', () => {
  expect(findAllowedModes({ values: {}, serverLocked: true })).toEqual([])
})
