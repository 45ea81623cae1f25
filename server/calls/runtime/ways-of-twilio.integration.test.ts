import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { paths } from '../../contract/commands.ts'
import { openFloor } from '../../testing/floor.ts'
import type { Floor } from '../../testing/floor.ts'
import type { SandboxSettings } from '../../testing/sandbox-settings.ts'

/*
 * Where sources about Twilio conflict or are silent, each way is right: one call goes through all that a call can go
 * through, with the sandbox set to each of them.
 */
let floor: Floor

beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())
beforeEach(() => floor.begin())
afterEach(() => floor.end())

async function isHeldAndResumed(callId: string): Promise<void> {
  const { hears, ada } = floor
  await ada().post(paths.partyStep(callId, 'customer', 'hold'))
  await hears({ customer: ['music'], ada: [] })
  await ada().post(paths.partyStep(callId, 'customer', 'resume'))
  await hears({ ada: ['customer'], customer: ['ada'] })
}

/** To the queue, where the customer hears music, and back to Ada. */
async function isTakenBack(callId: string): Promise<void> {
  const { hears, ada, toSales } = floor
  await toSales(callId)
  await hears({ customer: ['music'] })
  await ada().client.sees('who waits', ({ handedOver }) => handedOver[0]?.queueName === 'Sales')
  expect(await ada().post(paths.retrieve(callId))).toBe('accepted')
  ada().device.forget()
  await ada().device.connect({ callId })
  await ada().client.call('active')
  await hears({ ada: ['customer'], customer: ['ada'] })
}

async function goesToGraceWarmly(callId: string): Promise<void> {
  const { hears, ada, grace } = floor
  const target = { kind: 'teammate', userId: 'grace' }
  ada().device.forget()
  await ada().post(paths.transfer(callId), { kind: 'warm', target, reason: '' })
  await grace().device.answer()
  await hears({ ada: ['grace'], grace: ['ada'], customer: ['music'] })
  expect(await ada().post(paths.transferStep(callId, 'complete'))).toBe('accepted')
  await ada().device.ended()
  await hears({ customer: ['grace'], grace: ['customer'] })
}

/** Ada's machine dies, and she is back in time. */
async function isLostAndFound(callId: string): Promise<void> {
  const { hears, centre, adaDies, adaReturns } = floor
  await centre.deadAfter(2)
  adaDies()
  await hears({ customer: ['music'] })
  await adaReturns()
  await floor.ada().client.sees('that she is awaited', ({ calls }) => calls[0]?.returnUntil)
  await floor.ada().device.connect({ callId })
  await hears({ ada: ['customer'], customer: ['ada'] })
}

const ROWS: readonly SandboxSettings[] = [
  { restInInit: 'refused' },
  { restInInit: 'unexpected-status' },
  { ringKeepsConference: false },
  { callbacksOf: 'first-to-ring' },
  { endOrder: 'end-first' },
  {
    conferenceStart: 'first-starter',
    initInLists: 'never',
    waitFile: 'loops',
    waitUrlChange: 'never',
    announceToHeld: 'heard',
  },
]

it.each(ROWS)('a call comes through all of it: %o', async (settings) => {
  await floor.centre.set(settings)
  const callId = await floor.talk()
  await isHeldAndResumed(callId)
  await isTakenBack(callId)
  await isLostAndFound(callId)
  await goesToGraceWarmly(callId)
  await floor.grace().post(paths.hangUp(callId))
  await floor.ada().wrapUp(callId)
  await floor.grace().wrapUp(callId)
  await floor.isOver()
  expect(await floor.centre.conferences()).toEqual([])
})
