import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { paths } from '../../contract/commands.ts'
import { openFloor } from '../../testing/floor.ts'
import type { Floor } from '../../testing/floor.ts'
import { until } from '../../testing/until.ts'

/*
 * The music of those who wait is on a host of its own, and whatever that host does, nobody is lost: who cannot have its
 * music waits with Twilio's own, in the next place of the call.
 */
let floor: Floor

beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())
beforeEach(() => floor.begin())
afterEach(() => floor.end())

/** Notes of what the sandbox plays in place of Twilio's own music, Hz. */
const TWILIOS_NOTES = [262, 330, 392, 523]

async function hearsTwiliosMusic(): Promise<void> {
  const { centre, customer } = floor
  const hear = async () => {
    const shares = await Promise.all(TWILIOS_NOTES.map((hz) => centre.phoneHears(customer(), hz)))
    return shares.some((share) => share > 0.5)
  }
  await until("the customer hears Twilio's own music", hear)
}

async function isAnswered(): Promise<string> {
  const { ada, hears } = floor
  await ada().becomes('Available')
  await ada().device.answer()
  const { callId } = await ada().client.call('active')
  await hears({ ada: ['customer'], customer: ['ada'] })
  return callId
}

async function hangsUp(callId: string): Promise<void> {
  const { ada, isOver } = floor
  expect(await ada().post(paths.hangUp(callId))).toBe('accepted')
  await ada().wrapUp(callId)
  await isOver()
}

async function placesInUse(): Promise<readonly string[]> {
  const found = await floor.centre.conferences()
  return found.map(({ friendlyName }) => friendlyName.split('-').at(-1) ?? '')
}

it('a caller hears its music from the first moment to the answer', async () => {
  await floor.calls()
  await floor.hears({ customer: ['music'] })
  expect(await placesInUse()).toEqual(['1'])
  await hangsUp(await isAnswered())
})

it.each(['refuses', 'breaks'] as const)(
  'a host that %s costs the caller its music, and nothing else',
  async (does) => {
    floor.music.become(does)
    await floor.calls()
    await hearsTwiliosMusic()
    expect(await placesInUse()).toEqual(['2'])
    await hangsUp(await isAnswered())
  },
)

it('an agent who answers while Twilio waits for the host has the caller at once', async () => {
  const { ada, calls, centre, hears, music } = floor
  music.become('hangs')
  await ada().becomes('Available')
  await calls()
  await ada().device.answer()
  const { callId } = await ada().client.call('active')
  const together = async () => {
    const found = await centre.conferences()
    return found.some(({ participants }) => participants.length === 2)
  }
  // Twilio gives up after fifteen seconds.
  await until('the caller is brought to the agent', together, 6000)
  await hears({ ada: ['customer'], customer: ['ada'] })
  expect(await centre.conferences()).toHaveLength(1)
  await hangsUp(callId)
})

it('a host that is gone after the first request has given all that the wait needs', async () => {
  await floor.calls()
  await floor.hears({ customer: ['music'] })
  floor.music.become('breaks')
  const callId = await isAnswered()
  expect(await placesInUse()).toEqual(['1'])
  await hangsUp(callId)
})

it('an audio file in place of a document plays once, and the caller waits on in silence', async () => {
  floor.music.become('sends-audio')
  await floor.calls()
  await floor.hears({ customer: ['music'] })
  await floor.hears({ customer: [] })
  const callId = await isAnswered()
  expect(await placesInUse()).toEqual(['1'])
  await hangsUp(callId)
})

it('a host that fails while somebody is transferred to a queue loses nobody', async () => {
  const callId = await floor.talk()
  floor.music.become('refuses')
  await floor.toSales(callId)
  await hearsTwiliosMusic()
  expect(await placesInUse()).toEqual(['4'])
  await floor.grace().becomes('Available')
  await floor.grace().device.answer()
  await floor.hears({ grace: ['customer'], customer: ['grace'] })
  await floor.grace().post(paths.hangUp(callId))
  await floor.ada().wrapUp(callId)
  await floor.grace().wrapUp(callId)
  await floor.isOver()
})
