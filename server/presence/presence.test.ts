import { pino } from 'pino'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ReadinessReport } from '../contract/realtime.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { fakeGateway, unreachable } from '../testing/fake-gateway.ts'
import { until } from '../testing/until.ts'
import { LEASE_MS } from './lease.ts'
import { createPresence } from './presence.ts'

const good: ReadinessReport = { device: 'registered', microphone: 'live', worker: 'connected' }
const log = pino({ level: 'silent' })

let clock = fakeClock()
let gateway = fakeGateway()
let presence = createPresence({ clock, gateway, log, offlineActivitySid: 'WA-offline' })
beforeEach(() => {
  clock = fakeClock()
  gateway = fakeGateway()
  presence = createPresence({ clock, gateway, log, offlineActivitySid: 'WA-offline' })
  presence.watch('ada', 'WK1')
})

describe('the presence lease', () => {
  it('lives as long as the desk proves itself', () => {
    for (let beat = 0; beat < 10; beat += 1) {
      clock.advance(5000)
      presence.report('ada', good)
    }
    clock.advance(LEASE_MS - 1)
    expect(gateway.requests).toEqual([])
  })

  it('ends 15 s after the last proof, for a Worker who is available', async () => {
    presence.report('ada', good)
    clock.advance(LEASE_MS)
    await until('the Worker is out', () => gateway.of('setActivity').length > 0)
    expect(gateway.of('setActivity')).toEqual([{ workerSid: 'WK1', activitySid: 'WA-offline' }])
  })

  it.each<[string, Partial<ReadinessReport>]>([
    ['an unregistered Device', { device: 'unregistered' }],
    ['a Device that is registering', { device: 'registering' }],
    ['a blocked microphone', { microphone: 'blocked' }],
    ['no microphone', { microphone: 'missing' }],
  ])('is not renewed by a report of %s', async (_, bad) => {
    presence.report('ada', good)
    clock.advance(10_000)
    presence.report('ada', { ...good, ...bad })
    clock.advance(5000)
    await until('the Worker is out', () => gateway.of('setActivity').length > 0)
    expect(gateway.of('setActivity')).toHaveLength(1)
  })

  it('leaves a Worker in peace who takes no calls anyway', async () => {
    gateway.say({ available: false })
    clock.advance(LEASE_MS)
    await until('Twilio was asked', () => gateway.of('workerAvailability').length > 0)
    expect(gateway.of('setActivity')).toEqual([])
  })

  it('finds a Worker again whom a stale client makes available later, or whom Twilio kept', async () => {
    gateway.fail('workerAvailability', unreachable)
    clock.advance(LEASE_MS)
    await until('Twilio was asked', () => gateway.of('workerAvailability').length === 1)
    gateway.fail('workerAvailability', null)
    clock.advance(LEASE_MS)
    await until('the Worker is out', () => gateway.of('setActivity').length > 0)
    expect(gateway.of('workerAvailability')).toHaveLength(2)
  })

  it('is of nobody’s concern before a Worker is known, nor after the close', () => {
    presence.report('grace', good)
    presence.close()
    clock.advance(LEASE_MS * 2)
    expect(gateway.requests).toEqual([])
  })
})
