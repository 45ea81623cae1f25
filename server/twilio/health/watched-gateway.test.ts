import pino from 'pino'
import { beforeEach, expect, it } from 'vitest'
import { fakeClock } from '../../testing/fake-clock.ts'
import type { FakeClock } from '../../testing/fake-clock.ts'
import { fakeGateway, refused, unreachable } from '../../testing/fake-gateway.ts'
import type { FakeGateway } from '../../testing/fake-gateway.ts'
import { OPEN_AFTER, OPEN_MS } from './circuit.ts'
import { watchGateway } from './watched-gateway.ts'

let clock: FakeClock
let twilio: FakeGateway
let watched: ReturnType<typeof watchGateway>
let told: string[]
beforeEach(() => {
  clock = fakeClock()
  twilio = fakeGateway()
  told = []
  const log = pino({ level: 'info' }, { write: (line) => void told.push(messageIn(line)) })
  watched = watchGateway(twilio, { clock, log })
})

function messageIn(line: string): string {
  // The cast: it is a line of the log.
  return (JSON.parse(line) as { msg: string }).msg
}

const ring = () =>
  watched.gateway.ring({
    conference: { sid: null, name: 'call_1-1' },
    to: 'client:ada',
    from: '+15005550006',
    label: 'agent',
    timeoutSeconds: 20,
    earlyMedia: false,
    legStatusUrl: '',
    conferenceStatusUrl: '',
  })

async function fails(times: number): Promise<void> {
  twilio.fail('ring', unreachable)
  for (let count = 0; count < times; count += 1) await ring()
}

it('one failure is nobody’s to know', async () => {
  await fails(1)
  expect(watched.twilioHealth()).toEqual({ status: 'ok' })
  expect(told).toEqual([])
})

it('several in a row are told once, and rings are held back until one tries again', async () => {
  await fails(OPEN_AFTER + 3)
  expect(twilio.of('ring')).toHaveLength(OPEN_AFTER)
  expect(watched.twilioHealth()).toMatchObject({ status: 'failing', requests: ['ring'] })
  expect(told).toEqual(['Twilio fails'])
  expect(await ring()).toMatchObject({ failure: { kind: 'unavailable', retryAfterMs: OPEN_MS } })
  clock.advance(OPEN_MS)
  await Promise.all([ring(), ring()])
  expect(twilio.of('ring')).toHaveLength(OPEN_AFTER + 1)
})

it('what ends a call is tried all the same', async () => {
  twilio.fail('endCall', unreachable)
  for (let count = 0; count < OPEN_AFTER + 3; count += 1) await watched.gateway.endCall('CA1')
  expect(twilio.of('endCall')).toHaveLength(OPEN_AFTER + 3)
})

it('is well again with the first answer', async () => {
  await fails(OPEN_AFTER)
  twilio.fail('ring', null)
  clock.advance(OPEN_MS)
  expect(await ring()).toMatchObject({ ok: true })
  expect(watched.twilioHealth()).toEqual({ status: 'ok' })
  expect(told).toEqual(['Twilio fails', 'Twilio works again'])
})

it('wrong credentials are told at once', async () => {
  twilio.fail('callStatus', { kind: 'misconfigured', status: 401, code: 20003, message: 'no' })
  await watched.gateway.callStatus('CA1')
  expect(watched.twilioHealth()).toMatchObject({
    status: 'misconfigured',
    requests: ['callStatus'],
  })
  expect(told).toHaveLength(1)
})

it('a no of Twilio’s is an answer', async () => {
  twilio.fail('ring', refused)
  for (let count = 0; count < OPEN_AFTER; count += 1) await ring()
  expect(watched.twilioHealth()).toEqual({ status: 'ok' })
})

it('an old failure says nothing about now', async () => {
  await fails(OPEN_AFTER)
  clock.advance(600_000)
  expect(watched.twilioHealth()).toEqual({ status: 'ok' })
})
