import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TakenOut } from '../contract/desk.ts'
import type { ReadinessReport } from '../contract/realtime.ts'
import { openStore } from '../store/store.ts'
import type { Store } from '../store/store.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { fakeGateway, unreachable } from '../testing/fake-gateway.ts'
import { until } from '../testing/until.ts'
import { LEASE_MS } from './lease.ts'
import { createPresence } from './presence.ts'
import type { Presence } from './presence.ts'
import { atOnce } from '../disk/writes.ts'
import { createTakenOutStore } from './taken-out-store.ts'

const good: ReadinessReport = { device: 'registered', microphone: 'live', worker: 'connected' }
const log = pino({ level: 'silent' })

let clock = fakeClock()
let gateway = fakeGateway()
let store: Store
let presence: Presence
const told: (TakenOut | null)[] = []

function openPresence(): void {
  presence = createPresence({
    clock,
    gateway,
    log,
    offlineActivitySid: 'WA-offline',
    store: createTakenOutStore(store, atOnce),
    onChange: (identity) => told.push(presence.takenOut(identity)),
  })
  presence.watch('ada', 'WK1')
}

beforeEach(async () => {
  clock = fakeClock()
  gateway = fakeGateway()
  store = await openStore(':memory:')
  told.length = 0
  openPresence()
})
afterEach(() => store.destroy())

/** The desk has been silent for as long as routing trusts it. */
async function loseLease(): Promise<void> {
  clock.advance(LEASE_MS)
  await until('the desk is told', () => told.at(-1)?.back === false)
}
const backAgain = () => until('the agent is back', () => told.at(-1)?.back === true)
const activities = () =>
  gateway.of('setActivity').map((request) => (request as { activitySid: string }).activitySid)

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
    await until('Twilio was asked', () => gateway.of('workerActivity').length > 0)
    expect(gateway.of('setActivity')).toEqual([])
  })

  it('finds a Worker again that a stale client makes available later, or that Twilio kept', async () => {
    gateway.fail('workerActivity', unreachable)
    clock.advance(LEASE_MS)
    await until('Twilio was asked', () => gateway.of('workerActivity').length === 1)
    gateway.fail('workerActivity', null)
    clock.advance(LEASE_MS)
    await until('the Worker is out', () => gateway.of('setActivity').length > 0)
    expect(gateway.of('workerActivity')).toHaveLength(2)
  })

  it('is of nobody’s concern before a Worker is known, nor after the close', () => {
    presence.report('grace', good)
    presence.close()
    clock.advance(LEASE_MS * 2)
    expect(gateway.requests).toEqual([])
  })
})

describe('an agent taken out of routing by the lease', () => {
  it.each<[TakenOut['reason'], Partial<ReadinessReport> | null]>([
    ['silent', null],
    ['device', { device: 'unregistered' }],
    ['microphone', { microphone: 'blocked' }],
  ])('is told at once, and why: %s', async (reason, last) => {
    presence.report('ada', good)
    if (last !== null) presence.report('ada', { ...good, ...last })
    const since = new Date(clock.now() + LEASE_MS).toISOString()
    await loseLease()
    expect(told).toEqual([{ since, reason, back: false }])
  })

  it('is back in the activity that was taken away as soon as the proof holds, and is told so for a while', async () => {
    gateway.say({ activitySid: 'WA-backoffice', available: true })
    await loseLease()
    presence.report('ada', good)
    await backAgain()
    expect(activities()).toEqual(['WA-offline', 'WA-backoffice'])
    clock.advance(14_000)
    expect(told.at(-1)).toBeNull()
    presence.report('ada', good)
    clock.advance(LEASE_MS - 1)
    expect(activities()).toHaveLength(2)
  })

  it('is back when the proof came while the lease was being ended', async () => {
    clock.advance(LEASE_MS)
    presence.report('ada', good)
    await until('Twilio was asked', () => gateway.of('workerActivity').length > 0)
    await until('nothing is left to do', () => told.at(-1)?.back !== false)
    expect(activities().at(-1)).not.toBe('WA-offline')
  })

  it.each<[string, () => void]>([
    [
      'somebody has chosen another activity',
      () => gateway.say({ activitySid: 'WA-break', available: false }),
    ],
    ['a call was missed', () => presence.onCallMissed('ada')],
    ['the agent has signed out', () => presence.onSignedOut('ada')],
    ['another shift has begun', () => clock.advance(5 * 60 * 60_000)],
  ])('stays where they are when %s', async (_, happens) => {
    await loseLease()
    happens()
    presence.report('ada', good)
    await until('there is nothing more to tell', () => told.at(-1) === null)
    expect(activities()).toEqual(['WA-offline'])
  })

  it('is out at once when the agent is signed out, and not brought back by the next sign-in', async () => {
    presence.report('ada', good)
    presence.onSignedOut('ada')
    expect(presence.canBeRung('ada')).toBe(false)
    await until('the Worker is out', () => activities().length > 0)
    presence.report('ada', good)
    clock.advance(LEASE_MS - 1)
    await until('Twilio was asked once', () => gateway.of('workerActivity').length === 1)
    expect(activities()).toEqual(['WA-offline'])
    expect(presence.takenOut('ada')).toBeNull()
  })

  it('is tried again with each report while Twilio does not answer', async () => {
    await loseLease()
    gateway.fail('setActivity', unreachable)
    presence.report('ada', good)
    await until('Twilio was asked', () => activities().length === 2)
    gateway.fail('setActivity', null)
    presence.report('ada', good)
    await backAgain()
    expect(activities()).toHaveLength(3)
  })

  it('is brought back by a server that has started again', async () => {
    await loseLease()
    presence.close()
    openPresence()
    await presence.recover()
    expect(presence.takenOut('ada')).toMatchObject({ back: false })
    presence.report('ada', good)
    await backAgain()
    expect(activities()).toEqual(['WA-offline', 'WA-available'])
  })
})
