import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { paths } from '../../contract/commands.ts'
import { startContactCentre } from '../../testing/contact-centre.ts'
import type { ContactCentre } from '../../testing/contact-centre.ts'
import { DeskClient } from '../../testing/desk-client.ts'
import { DeskDevice } from '../../testing/desk-device.ts'
import { until } from '../../testing/until.ts'
import { makeDraft } from '../../contract/wrap-up-draft.ts'

/*
 * What Twilio tells may come late, twice, out of order or not at all. The agent's effects must be proved all the same,
 * and nobody may be lost.
 */

const HZ = { customer: 620, ada: 1010, expert: 1330 } as const
const ALWAYS = 1_000_000
const CONFERENCE = '/webhooks/voice/conference-status'
const LEG = '/webhooks/voice/leg-status'

let centre: ContactCentre
let desk: DeskClient
let device: DeskDevice
let customer: string
let expert: string
let callId: string
let numbers = 5000

beforeAll(async () => {
  centre = await startContactCentre()
})
afterAll(() => centre.close())

beforeEach(async () => {
  desk = await DeskClient.signIn(centre.url, 'ada')
  const access = await desk.twilioAccess()
  device = new DeskDevice(centre.signalling, HZ.ada)
  await device.register(access.token)
  await desk.prove()
  const activitySid = await centre.activity('Available')
  await centre.workspace.workers(access.workerSid).update({ activitySid })
  customer = await telephone(HZ.customer)
  expert = await telephone(HZ.expert)
  await centre.phone('POST', `/${customer}/dial`, { to: centre.number })
  await device.answer()
  callId = (await desk.call('active')).callId
})
afterEach(async () => {
  await centre.webhookFaults([])
  await centre.hangUpAll([customer, expert])
  desk.close()
  await device.close()
})

function telephone(tone: number): Promise<string> {
  numbers += 1
  return centre.tonePhone(`+1500555${numbers}`, tone, 0.1)
}

async function post(path: string, body?: unknown): Promise<void> {
  expect((await desk.request('POST', path, body)).status).toBe(200)
}

function heldIs(role: string, held: boolean): Promise<unknown> {
  return desk.sees(`${role} ${held ? 'on hold' : 'talking'}, proved`, ({ calls }) => {
    const hold = calls[0]?.parties.find((party) => party.role === role)?.hold
    return hold?.confirmed === held && hold.requested === held
  })
}

async function phonesTalk(): Promise<void> {
  await until('the customer hears the expert', async () => {
    return (await centre.phoneHears(customer, HZ.expert)) > 0.08
  })
  await until('the expert hears the customer', async () => {
    return (await centre.phoneHears(expert, HZ.customer)) > 0.08
  })
}

const NETWORKS = [
  ['loses every news of a hold', [{ path: CONFERENCE, event: 'participant-hold', does: 'drop' }]],
  [
    'loses every news of a resume',
    [{ path: CONFERENCE, event: 'participant-unhold', does: 'drop' }],
  ],
  [
    'loses every news of who joins',
    [{ path: CONFERENCE, event: 'participant-join', does: 'drop' }],
  ],
  [
    'loses every news of who leaves',
    [{ path: CONFERENCE, event: 'participant-leave', does: 'drop' }],
  ],
  ['loses all that a conference tells', [{ path: CONFERENCE, does: 'drop' }]],
  ['loses all that a leg tells', [{ path: LEG, does: 'drop' }]],
  ['says everything twice', [{ path: '/webhooks', does: 'duplicate' }]],
  ['is slow', [{ path: '/webhooks', does: 'delay', afterMs: 400 }]],
  [
    'lets the newer overtake the older',
    [
      { path: CONFERENCE, event: 'participant-hold', does: 'postpone', afterMs: 700 },
      { path: LEG, event: 'in-progress', does: 'postpone', afterMs: 900 },
    ],
  ],
] as const

describe.each(NETWORKS)('a network that %s', (_, faults) => {
  it('hinders neither hold nor resume nor a warm transfer', async () => {
    await centre.webhookFaults(faults.map((fault) => ({ times: ALWAYS, ...fault })))
    await post(paths.partyStep(callId, 'customer', 'hold'))
    await heldIs('customer', true)
    await post(paths.partyStep(callId, 'customer', 'resume'))
    await heldIs('customer', false)
    await until('the agent hears the customer', () => device.hears(HZ.customer) > 0.08)

    const target = { kind: 'number', number: expert } as const
    await post(paths.transfer(callId), { kind: 'warm', target, reason: '' })
    await desk.sees('the consult', ({ calls }) => calls[0]?.transfer?.stage === 'consulting')
    await until('they talk', () => device.hears(HZ.expert) > 0.08)
    expect(await centre.phoneHears(customer, HZ.expert)).toBeLessThan(0.01)
    await post(paths.transferStep(callId, 'complete'))
    await phonesTalk()
    await device.ended()
    const wrapUp = await desk.sees('after-call work', ({ wrapUps }) =>
      wrapUps.find((each) => each.callId === callId),
    )
    expect(wrapUp.reason).toBe('transferred')
    await post(paths.complete(callId), makeDraft({ dispositionId: 'resolved' }))

    await centre.phone('POST', `/${customer}/hangup`)
    await until('nobody is left alone', async () => {
      return (await centre.phone('GET', `/${expert}`)).call?.state === 'ended'
    })
  }, 60_000)
})
