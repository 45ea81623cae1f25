import { expect, test } from 'vitest'

import { newAccount } from '../account.ts'
import { createManualClock } from '../network/testing/manual-clock.ts'
import { deviceToken } from './testing/device-token.ts'
import type { TokenOptions } from './testing/device-token.ts'
import { verifyVoiceToken } from './token.ts'

const account = newAccount()
const clock = createManualClock()

test('a good token tells who the Device is and what it may do', async () => {
  const check = await verifyVoiceToken(await deviceToken(account, clock), account, clock)
  expect(check).toEqual({
    ok: true,
    token: {
      identity: 'ann',
      expiresAt: clock.now() + 3_600_000,
      incomingAllowed: true,
      applicationSid: 'AP1',
      outgoingParams: { desk: '7' },
    },
  })
})

test('a grant that says nothing allows nothing', async () => {
  const jwt = await deviceToken(account, clock, { voice: {} })
  const check = await verifyVoiceToken(jwt, account, clock)
  expect(check.ok && check.token).toMatchObject({ incomingAllowed: false, outgoingParams: {} })
  expect(check.ok && check.token.applicationSid).toBeUndefined()
})

test.each<[string, TokenOptions, number]>([
  ['another secret', { secret: 'another secret of thirty-two chars' }, 31204],
  ['another key', { issuer: 'SK00000000000000000000000000000000' }, 31204],
  ['no voice grant', { voice: 'none' }, 31204],
  ['no identity', { identity: '' }, 31204],
  ['past its time', { ttlSeconds: -1 }, 31205],
  ['too long a life', { ttlSeconds: 86_401 }, 31207],
])('%s is refused with its own code', async (_, wishes, code) => {
  const check = await verifyVoiceToken(await deviceToken(account, clock, wishes), account, clock)
  expect(check).toMatchObject({ ok: false, refusal: { code } })
})

test('what is no token is refused', async () => {
  const check = await verifyVoiceToken('nonsense', account, clock)
  expect(check).toMatchObject({ ok: false, refusal: { code: 31204 } })
})
