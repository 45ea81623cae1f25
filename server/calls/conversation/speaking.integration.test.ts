import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Party } from '../../contract/desk.ts'
import { startContactCentre } from '../../testing/contact-centre.ts'
import type { ContactCentre } from '../../testing/contact-centre.ts'
import { DeskClient } from '../../testing/desk-client.ts'
import { DeskDevice } from '../../testing/desk-device.ts'

const CUSTOMER = '+15005556101'

let centre: ContactCentre
let desk: DeskClient
let device: DeskDevice

beforeAll(async () => {
  centre = await startContactCentre()
  desk = await DeskClient.signIn(centre.url, 'ada')
  const access = await desk.twilioAccess()
  device = new DeskDevice(centre.signalling, 1010)
  await device.register(access.token)
  await desk.prove()
  const activitySid = await centre.activity('Available')
  await centre.workspace.workers(access.workerSid).update({ activitySid })
})
afterAll(async () => {
  desk.close()
  await device.close()
  await centre.close()
})

function party(what: string, role: Party['role'], is: (party: Party) => boolean): Promise<Party> {
  return desk.sees(what, ({ calls }) =>
    calls[0]?.parties.find((each) => each.role === role && is(each)),
  )
}

it('shows who speaks and for how long, how each came, and who ended it', async () => {
  const plays = [{ silence: 4 }, { tone: 620, seconds: 3 }, { silence: 60 }]
  await centre.phone('POST', '', { number: CUSTOMER, behaviour: { plays } })
  await centre.phone('POST', `/${CUSTOMER}/dial`, { to: centre.number })
  await device.answer()
  await desk.call('active')
  const agent = await party('the agent speak', 'agent', ({ speaking }) => speaking)
  const speaks = await party('the customer speak', 'customer', ({ speaking }) => speaking)
  expect([agent.joinedHow, speaks.joinedHow, speaks.spokenSeconds]).toEqual(['routed', 'called', 0])

  const spoke = await party('the customer fall silent', 'customer', ({ speaking }) => !speaking)
  expect(spoke.spokenSeconds).toBeGreaterThanOrEqual(1)
  expect(spoke.spokenSeconds).toBeLessThanOrEqual(4)

  await centre.phone('POST', `/${CUSTOMER}/hangup`)
  const ended = await desk.call('ended')
  expect(ended.endedBy).toBe('customer')
  expect(ended.parties.map(({ speaking }) => speaking)).toEqual([false, false])
}, 40_000)
