import { expect, it } from 'vitest'
import type { PhoneCallSnapshot } from '../../network/phone-call.ts'
import { heardText } from './heard-text.ts'

const call: PhoneCallSnapshot = {
  callSid: 'CA1',
  state: 'in-progress',
  direction: 'outgoing',
  from: '+14155550142',
  to: '+15005550006',
  startedAt: '2026-01-05T12:00:00.000Z',
  answeredAt: '2026-01-05T12:00:01.000Z',
  endedAt: null,
  endReason: null,
}

it.each([
  ['queue-music', -20, 'The music of the queue.'],
  ['hold-music', -20, 'Hold music: you are on hold.'],
  ['voice', -20, 'The voice of the other side.'],
  ['voice', -80, 'The other side, who is silent now.'],
  ['others-muted', -100, 'Nothing: the others are muted or on hold.'],
] as const)('says of %s at %i dBFS: %s', (heard, dbfs, text) => {
  expect(heardText(call, { heard, dbfs })).toBe(text)
})

it('says who rings before the answer, and nothing without a call', () => {
  expect(heardText({ ...call, state: 'ringing' }, null)).toBe('Ringing.')
  const incoming = { ...call, state: 'ringing', direction: 'incoming' } as const
  expect(heardText(incoming, null)).toBe('Your phone is ringing.')
  expect(heardText({ ...call, state: 'ended' }, { heard: 'nothing', dbfs: -100 })).toBeNull()
  expect(heardText(null, null)).toBeNull()
})
