import { expect, test } from 'vitest'
import { recordConference } from './conference-recording.ts'
import { inviteOptionsOf } from '../form.ts'
import type { Form } from '../form.ts'
import { inviteParticipant } from '../conference/invite.ts'
import { createTestExchange } from '../testing/test-exchange.ts'
import type { TestExchange } from '../testing/test-exchange.ts'

const OPTIONS = {
  source: 'Conference',
  channels: 1,
  track: 'both',
  trim: false,
  report: null,
} as const

/** Somebody who is in the conference and says one sample over and over. */
async function join(
  { services, legs, settle }: TestExchange,
  number: string,
  says: number,
  form: Form = {},
) {
  const { call, conference } = inviteParticipant(services, {
    conference: services.conferences.open('room'),
    address: { kind: 'number', number },
    from: '+15005550006',
    options: inviteOptionsOf({ Beep: 'false', WaitUrl: '', ...form }),
  })
  await settle()
  const leg = legs.get(number)
  if (!leg) throw new Error('nobody was rung')
  leg.says = says
  leg.answer()
  return { call, conference }
}

test('a recording begins with the conference and has all but what a coach says', async () => {
  const exchange = createTestExchange()
  const { services } = exchange
  const customer = await join(exchange, '+1001', 1000)
  recordConference(services, customer.conference, OPTIONS)
  exchange.tick(10)
  expect(services.recordings.list()).toEqual([])
  const agent = await join(exchange, '+1002', 2000)
  await join(exchange, '+1003', 4000, { CallSidToCoach: agent.call.sid })
  recordConference(services, customer.conference, OPTIONS)
  exchange.tick(50)
  customer.conference.end()
  const [recording, ...more] = services.recordings.list()
  expect(more).toEqual([])
  expect([recording?.status, recording?.duration]).toEqual(['processing', 1])
  exchange.advance(50)
  expect(recording?.status).toBe('completed')
  // One channel is the half of both directions, and a conference has one.
  expect(new Set(recording?.samples(1))).toEqual(new Set([1500]))
})
