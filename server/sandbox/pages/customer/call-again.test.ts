import { expect, it } from 'vitest'
import type { PhoneCallSnapshot } from '../../network/phone-call.ts'
import { isMissed } from './call-again.ts'

const ended: PhoneCallSnapshot = {
  callSid: 'CA1',
  state: 'ended',
  direction: 'outgoing',
  from: '+14155550117',
  to: '+15005550006',
  startedAt: '2026-01-05T12:00:00.000Z',
  answeredAt: '2026-01-05T12:00:01.000Z',
  endedAt: '2026-01-05T12:00:21.000Z',
  endReason: 'hung-up',
}

it('is missed when it went out and no one was reached before its end', () => {
  expect(isMissed(ended, false)).toBe(true)
  expect(isMissed(ended, true)).toBe(false)
  expect(isMissed({ ...ended, direction: 'incoming' }, false)).toBe(false)
  expect(isMissed({ ...ended, state: 'in-progress' }, false)).toBe(false)
  expect(isMissed(null, false)).toBe(false)
})
