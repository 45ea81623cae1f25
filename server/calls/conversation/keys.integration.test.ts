import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { paths } from '../../contract/commands.ts'
import { startContactCentre } from '../../testing/contact-centre.ts'
import type { ContactCentre } from '../../testing/contact-centre.ts'
import { DeskClient } from '../../testing/desk-client.ts'
import { DeskDevice } from '../../testing/desk-device.ts'
import { until } from '../../testing/until.ts'

const FIRST = '+15005552101'
const SECOND = '+15005552102'

let centre: ContactCentre
let desk: DeskClient
let device: DeskDevice

beforeAll(async () => {
  centre = await startContactCentre()
})
afterAll(() => centre.close())

beforeEach(async () => {
  desk = await DeskClient.signIn(centre.url, 'ada')
  device = new DeskDevice(centre.signalling)
  await device.register((await desk.twilioAccess()).token)
  await desk.prove()
})
afterEach(async () => {
  desk.close()
  await device.close()
})

async function answers(number: string): Promise<void> {
  const behaviour = { answers: { afterSeconds: 1 }, plays: { tone: 440 } }
  await centre.phone('POST', '', { number, behaviour })
}

async function hasHeard(number: string, keys: string): Promise<void> {
  await until(`${number} hears ${keys}`, async () => {
    const view = (await centre.phone('GET', `/${number}`)) as { digitsHeard?: unknown }
    return view.digitsHeard === keys
  })
}

describe('a number with an extension', () => {
  it('is called, and the keys are pressed once it has answered: of a call, and of one who is added', async () => {
    await Promise.all([answers(FIRST), answers(SECOND)])
    const target = { kind: 'number', number: '(500) 555-2101 ext 45' }
    expect(await desk.request('POST', paths.calls, { target })).toMatchObject({
      status: 200,
      body: { to: FIRST },
    })
    const { callId } = await desk.call('dialing')
    await device.connect({ callId })
    const call = await desk.call('active')
    expect(call.parties).toContainEqual(expect.objectContaining({ number: FIRST, digits: ',45' }))
    await hasHeard(FIRST, '45')

    const added = { target: { kind: 'number', number: SECOND, digits: 'w8*9#' } }
    await desk.request('POST', paths.parties(callId), added)
    await hasHeard(SECOND, '8*9#')

    await desk.request('POST', paths.hangUp(callId))
    const recent = await desk.sees('it in the history', (snapshot) =>
      snapshot.recent.find((entry) => entry.callId === callId),
    )
    expect(recent).toMatchObject({ number: FIRST, digits: ',45' })
    // Who was called first has heard nothing of what was pressed for the second.
    await hasHeard(FIRST, '45')
  })
})
