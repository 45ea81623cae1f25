import { expect, it } from 'vitest'
import { findAllowedModes } from './allowed-modes.ts'

it.each([
  [{}, ['sandbox', 'twilio']],
  [{ 'signIn.method': 'any' }, ['sandbox', 'twilio']],
  [{ 'signIn.method': 'password' }, ['twilio']],
  [{ 'server.origin': 'https://phone.example.com' }, []],
] as const)('under %j these modes are allowed: %j', (policy, offered) =>
  expect(findAllowedModes({ values: policy, serverLocked: false })).toEqual(offered),
)

it('nothing is allowed if the server of the policy cannot be read', () => {
  expect(findAllowedModes({ values: {}, serverLocked: true })).toEqual([])
})
