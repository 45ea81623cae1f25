import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { paths } from '../../contract/commands.ts'
import { openFloor } from '../../testing/floor.ts'
import type { Floor } from '../../testing/floor.ts'
import type { SandboxSettings } from '../../testing/sandbox-settings.ts'
import { until } from '../../testing/until.ts'

/** Nobody is alone in a Conference for longer, ms. */
const ALONE_MS = 2000

let floor: Floor

beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())
beforeEach(() => floor.begin())
afterEach(() => floor.end())

function callerHangsUp(): Promise<unknown> {
  return floor.centre.phone('POST', `/${floor.customer()}/hangup`)
}

async function pendingReservation(): Promise<string> {
  const { centre, ada } = floor
  const { reservations } = centre.workspace.workers(ada().workerSid)
  return await until('a Reservation is pending', async () => {
    const [pending] = await reservations.list({ reservationStatus: 'pending' })
    return pending?.sid
  })
}

async function adaIs(): Promise<string> {
  const worker = await floor.centre.workspace.workers(floor.ada().workerSid).fetch()
  return worker.activityName
}

describe('a caller who hangs up', () => {
  const LOST = [
    ['reported', []],
    ['whose leaving is not reported', [{ does: 'drop', event: 'participant-leave', times: null }]],
    [
      'whose end is not reported',
      [{ does: 'drop', path: '/webhooks/voice/caller-status', times: null }],
    ],
  ] as const
  const WAYS: readonly SandboxSettings[] = [
    { ringKeepsConference: false },
    { endOrder: 'end-first' },
  ]

  it.each(LOST)('while the desk rings, %s: the ring ends', async (_, faults) => {
    const { ada, calls, centre, isOver } = floor
    await centre.webhookFaults(faults)
    await ada().becomes('Available')
    await calls()
    await ada().device.rung()
    await callerHangsUp()
    await ada().device.canceled()
    await isOver()
    expect(await adaIs()).toBe('Available')
  })

  it('when the agent is chosen: no desk rings on', async () => {
    const { ada, calls, centre, isOver } = floor
    await calls()
    await ada().becomes('Available')
    await pendingReservation()
    await callerHangsUp()
    await isOver()
    await ada().client.sees('no call', (desk) => desk.calls.length === 0)
    const snapshot = await centre.phone('GET', `/${floor.customer()}`)
    expect(snapshot.call?.state).toBe('ended')
    expect(await adaIs()).toBe('Available')
  })

  it.each([
    ...LOST.map(([how, faults]) => ({ how, faults, settings: {} })),
    ...WAYS.map((settings) => ({ how: JSON.stringify(settings), faults: [], settings })),
  ])('at the moment of the answer, $how: the agent is not alone', async ({ faults, settings }) => {
    const { ada, calls, centre, isOver } = floor
    await centre.set(settings)
    await centre.webhookFaults(faults)
    await ada().becomes('Available')
    await calls()
    await ada().device.rung()
    await Promise.all([ada().device.answer(), callerHangsUp()])
    const answered = performance.now()
    await until('nobody is in a Conference', async () => (await centre.conferences()).length === 0)
    expect(performance.now() - answered).toBeLessThan(ALONE_MS)
    await ada().client.sees('no call that goes on', (desk) =>
      desk.calls.every(({ state }) => state.kind === 'ended'),
    )
    const { newest } = ada().client
    if (newest?.wrapUps.length === 1) await ada().wrapUp(newest.wrapUps[0]?.callId ?? '')
    await isOver()
    expect(await adaIs()).toBe('Available')
  })
})

describe('a Reservation that times out just before the answer', () => {
  it('whose end is reported after the answer: the two talk, and nobody else is rung', async () => {
    const { ada, grace, calls, centre, hears, isOver } = floor
    await ada().becomes('Available')
    await calls()
    await ada().device.rung()
    await centre.webhookFaults([
      { does: 'postpone', event: 'reservation.timeout', afterMs: 1500 },
      { does: 'postpone', path: '/webhooks/taskrouter/assignment', afterMs: 1500 },
    ])
    await centre.timeOut(await pendingReservation())
    await grace().becomes('Available')
    await ada().device.answer()
    await hears({ ada: ['customer'], customer: ['ada'] })
    const { callId } = await ada().client.call('active')
    const { reservations } = centre.workspace.workers(ada().workerSid)
    await until('Ada has a Task of her own', async () => {
      const accepted = await reservations.list({ reservationStatus: 'accepted' })
      return accepted.length === 1
    })
    await until('she is in routing again', async () => (await adaIs()) === 'Available')
    expect(grace().client.newest?.calls).toEqual([])
    await ada().post(paths.hangUp(callId))
    await ada().wrapUp(callId)
    await isOver()
  })

  it('whose end is reported before: the ring is over, and the caller is the next one', async () => {
    const { ada, grace, calls, centre, hears, isOver } = floor
    await ada().becomes('Available')
    await calls()
    await ada().device.rung()
    await grace().becomes('Available')
    await Promise.all([centre.timeOut(await pendingReservation()), ada().device.answer()])
    await grace().device.answer()
    await hears({ grace: ['customer'], customer: ['grace'] })
    const [only, ...others] = await centre.conferences()
    expect(only?.participants).toHaveLength(2)
    expect(others).toEqual([])
    const { callId } = await grace().client.call('active')
    await grace().post(paths.hangUp(callId))
    await grace().wrapUp(callId)
    await isOver()
  })
})

it('two desks that come to one customer at once: one of them stays', async () => {
  const { ada, grace, centre, customer, toSales, isOver } = floor
  const callId = await floor.talk()
  await toSales(callId)
  await ada().client.sees('who waits', ({ handedOver }) => handedOver[0]?.queueName === 'Sales')
  await grace().becomes('Available')
  await grace().device.rung()
  ada().device.forget()
  const retrieve = async () => {
    const said = await ada().post(paths.retrieve(callId))
    if (said === 'accepted') await ada().device.connect({ callId })
  }
  await Promise.all([grace().device.answer(), retrieve()])
  const stays = await until('one agent talks to the customer', async () => {
    const [only, ...others] = await centre.conferences()
    if (only === undefined || others.length > 0 || only.participants.length !== 2) return null
    if ((await centre.phoneHears(customer(), 1010)) > 0.08) return 'ada'
    return (await centre.phoneHears(customer(), 1730)) > 0.08 ? 'grace' : null
  })
  const winner = stays === 'ada' ? ada() : grace()
  expect(await winner.post(paths.hangUp(callId))).toBe('accepted')
  if (stays === 'grace') await grace().wrapUp(callId)
  await ada().wrapUp(callId)
  await isOver()
})
