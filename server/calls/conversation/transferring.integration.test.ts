import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { paths, targetsReply } from '../../contract/commands.ts'
import type { Target } from '../../contract/commands.ts'
import { Agent } from '../../testing/agent.ts'
import { startContactCentre } from '../../testing/contact-centre.ts'
import type { ContactCentre } from '../../testing/contact-centre.ts'
import { DeskClient } from '../../testing/desk-client.ts'
import { until } from '../../testing/until.ts'
import { whoHears } from '../../testing/who-hears.ts'

/** Everybody says a tone of their own without end, so that who hears who can be measured. */
const HZ = { customer: 620, ada: 1010, grace: 1730, expert: 1330 } as const
type Somebody = keyof typeof HZ

let centre: ContactCentre
let ada: Agent
let grace: Agent
let customer: string
let expert: string
let numbers = 3000

beforeAll(async () => {
  centre = await startContactCentre({ CORDBOARD_WRAP_UP_SECONDS: '60' })
})
afterAll(() => centre.close())

beforeEach(async () => {
  ada = await Agent.at(centre, 'ada', HZ.ada)
  grace = await Agent.at(centre, 'grace', HZ.grace)
  customer = await telephone(HZ.customer)
  expert = await telephone(HZ.expert)
})
afterEach(async () => {
  await centre.hangUpAll([customer, expert])
  await Promise.all([ada.close(), grace.close()])
})

function telephone(tone: number): Promise<string> {
  numbers += 1
  return centre.tonePhone(`+1500555${numbers}`, tone, 0.2)
}

async function share(listener: Somebody, hz: number): Promise<number> {
  if (listener === 'ada') return ada.device.hears(hz)
  if (listener === 'grace') return grace.device.hears(hz)
  return centre.phoneHears(listener === 'customer' ? customer : expert, hz)
}

const hears = whoHears(HZ, share)

/** Ada talks to the customer; she gets no further call meanwhile. */
async function talking(): Promise<string> {
  await grace.becomes('Unavailable')
  await ada.becomes('Available')
  await centre.phone('POST', `/${customer}/dial`, { to: centre.number })
  await ada.device.answer()
  const { callId } = await ada.client.call('active')
  await ada.becomes('Unavailable')
  await hears({ ada: ['customer'], customer: ['ada'] })
  return callId
}

const toGrace: Target = { kind: 'teammate', userId: 'grace' }

function stage(of: Agent, name: string) {
  return of.client.sees(`a transfer that is ${name}`, ({ calls }) => {
    const transfer = calls[0]?.transfer
    return transfer?.stage === name && transfer.pending === null ? transfer : null
  })
}

async function openTasks(): Promise<number> {
  const tasks = await centre.workspace.tasks.list()
  return tasks.filter(
    ({ assignmentStatus }) => assignmentStatus !== 'completed' && assignmentStatus !== 'canceled',
  ).length
}

async function nothingOpen(): Promise<void> {
  await until('TaskRouter has nothing open', async () => (await openTasks()) === 0)
}

describe('a warm transfer', () => {
  it('to a teammate: consult, swap, join, complete, and after-call work for both', async () => {
    const callId = await talking()
    const asked = { kind: 'warm', target: toGrace, reason: 'knows the contract' }
    expect(await ada.post(paths.transfer(callId), asked)).toBe('accepted')
    expect(await ada.post(paths.transfer(callId), asked)).toBe('transfer-under-way')
    const ringing = await grace.client.call('ringing')
    expect(ringing).toMatchObject({
      callId,
      transfer: { kind: 'warm', stage: 'ringing', byUserId: 'ada' },
      handover: { from: 'Ada Lovelace', kind: 'warm', reason: 'knows the contract' },
    })
    await hears({ customer: [] })
    await grace.device.answer()
    await stage(ada, 'consulting')
    await hears({ ada: ['grace'], grace: ['ada'], customer: [] })
    expect(await ada.post(paths.partyStep(callId, 'customer', 'resume'))).toBe('transfer-under-way')
    expect(await grace.post(paths.transferStep(callId, 'complete'))).toBe('forbidden')

    expect(await ada.post(paths.transferStep(callId, 'swap'))).toBe('accepted')
    await stage(ada, 'swapped')
    await hears({ ada: ['customer'], customer: ['ada'], grace: [] })

    await ada.post(paths.transferStep(callId, 'join'))
    await stage(ada, 'joined')
    await hears({
      ada: ['customer', 'grace'],
      customer: ['ada', 'grace'],
      grace: ['ada', 'customer'],
    })

    await ada.post(paths.transferStep(callId, 'complete'))
    await ada.device.ended()
    await hears({ customer: ['grace'], grace: ['customer'] })
    const taken = await grace.client.sees('it hers', ({ calls }) => {
      const call = calls[0]
      return call?.transfer === null && call.parties.some((p) => p.self && p.role === 'agent')
        ? call
        : null
    })
    expect(taken.handover).toMatchObject({ from: 'Ada Lovelace', kind: 'warm' })
    await ada.client.sees('her part over', ({ calls }) => {
      const state = calls[0]?.state
      return state?.kind === 'ended' && state.reason === 'transferred'
    })
    await ada.wrapUp(callId)
    await grace.post(paths.hangUp(callId))
    await grace.wrapUp(callId)
    for (const { client } of [ada, grace]) {
      await client.sees('it in her history', ({ recent }) =>
        recent.find((call) => call.callId === callId && call.outcome === 'answered'),
      )
    }
    await nothingOpen()
  })

  it('that is cancelled brings agent and customer together again', async () => {
    const callId = await talking()
    const target: Target = { kind: 'number', number: expert }
    await ada.post(paths.transfer(callId), { kind: 'warm', target, reason: '' })
    await stage(ada, 'consulting')
    await hears({ ada: ['expert'], expert: ['ada'], customer: [] })
    expect(await ada.post(paths.transferStep(callId, 'cancel'))).toBe('accepted')
    await hears({ ada: ['customer'], customer: ['ada'] })
    await until('the expert is free', async () => {
      const { call } = await centre.phone('GET', `/${expert}`)
      return call?.state === 'ended'
    })
    await ada.client.sees('no transfer', ({ calls }) => calls[0]?.transfer === null)
    await ada.post(paths.hangUp(callId))
    await ada.wrapUp(callId)
    await nothingOpen()
  })

  it('whose teammate declines says so, and the customer is back', async () => {
    const callId = await talking()
    await ada.post(paths.transfer(callId), { kind: 'warm', target: toGrace, reason: '' })
    await grace.device.decline()
    const told = await ada.client.sees('failure', ({ calls }) => calls[0]?.failure)
    expect(told).toMatchObject({ command: 'transfer', code: 'declined', who: 'Grace Hopper' })
    await hears({ ada: ['customer'], customer: ['ada'] })
    await ada.post(paths.hangUp(callId))
    await ada.wrapUp(callId)
    await grace.client.sees('it declined', ({ recent }) =>
      recent.some((call) => call.callId === callId && call.outcome === 'declined'),
    )
    await nothingOpen()
  })
})

describe('a cold transfer', () => {
  it('to a teammate leaves customer and teammate alone when she answers', async () => {
    const callId = await talking()
    await ada.post(paths.transfer(callId), { kind: 'cold', target: toGrace, reason: 'billing' })
    await grace.client.call('ringing')
    await hears({ customer: [] })
    await grace.device.answer()
    await ada.device.ended()
    await hears({ customer: ['grace'], grace: ['customer'] })
    const wrapUp = await ada.client.sees('after-call work', ({ wrapUps }) => wrapUps[0])
    expect(wrapUp).toMatchObject({ callId, reason: 'transferred' })
    await ada.wrapUp(callId)
    await centre.phone('POST', `/${customer}/hangup`)
    await grace.wrapUp(callId)
    await nothingOpen()
  })

  it('to a queue is offered with what was said of it', async () => {
    const callId = await talking()
    const { queues, teammates } = targetsReply.parse(
      (await ada.client.request('GET', paths.targets)).body,
    )
    expect(teammates.map(({ userId }) => userId)).not.toContain('ada')
    expect(teammates.find(({ userId }) => userId === 'grace')).toMatchObject({
      activityName: 'Unavailable',
      available: true,
      onCall: false,
    })
    const sales = queues.find(({ name }) => name === 'Sales')
    expect(sales).toMatchObject({ waiting: 0 })
    const target: Target = { kind: 'queue', queueSid: sales?.queueSid ?? '' }
    await grace.becomes('Available')
    expect(
      await ada.post(paths.transfer(callId), { kind: 'cold', target, reason: 'second parcel' }),
    ).toBe('accepted')
    await ada.device.ended()
    const offered = await grace.client.call('ringing')
    expect(offered).toMatchObject({
      callId,
      queueName: 'Sales',
      handover: { from: 'Ada Lovelace', kind: 'queue', reason: 'second parcel' },
    })
    await grace.device.answer()
    await hears({ customer: ['grace'], grace: ['customer'] })
    await ada.wrapUp(callId)
    await grace.post(paths.hangUp(callId))
    await grace.wrapUp(callId)
    await nothingOpen()
  })
})

describe('a conference', () => {
  it('is joined by a number, held, muted, and left by removal', async () => {
    const callId = await talking()
    expect(
      await ada.post(paths.parties(callId), { target: { kind: 'number', number: '911' } }),
    ).toBe('emergency-not-allowed')
    await ada.post(paths.parties(callId), { target: { kind: 'number', number: expert } })
    await hears({
      ada: ['customer', 'expert'],
      customer: ['ada', 'expert'],
      expert: ['ada', 'customer'],
    })
    const party = await ada.client.sees('the expert', ({ calls }) =>
      calls[0]?.parties.find(({ number }) => number === expert),
    )
    await ada.post(paths.partyStep(callId, party.partyId, 'mute'))
    await hears({ ada: ['customer'], customer: ['ada'], expert: ['ada', 'customer'] })
    await ada.post(paths.partyStep(callId, party.partyId, 'unmute'))
    await ada.post(paths.partyStep(callId, party.partyId, 'hold'))
    await hears({ ada: ['customer'], customer: ['ada'], expert: [] })
    await ada.post(paths.partyStep(callId, party.partyId, 'resume'))
    await hears({ expert: ['ada', 'customer'] })
    await ada.post(paths.partyStep(callId, party.partyId, 'remove'))
    await until('the expert is out', async () => {
      const { call } = await centre.phone('GET', `/${expert}`)
      return call?.state === 'ended'
    })
    await hears({ ada: ['customer'], customer: ['ada'] })
    await ada.post(paths.hangUp(callId))
    await ada.wrapUp(callId)
    await nothingOpen()
  })

  it('goes on without the agent who leaves', async () => {
    const callId = await talking()
    await ada.post(paths.parties(callId), { target: { kind: 'number', number: expert } })
    await hears({ customer: ['ada', 'expert'] })
    expect(await ada.post(paths.leave(callId))).toBe('accepted')
    await ada.device.ended()
    await hears({ customer: ['expert'], expert: ['customer'] })
    await centre.phone('POST', `/${expert}/hangup`)
    await until('the customer is free', async () => {
      const { call } = await centre.phone('GET', `/${customer}`)
      return call?.state === 'ended'
    })
    await ada.wrapUp(callId)
    await nothingOpen()
  })

  it('refuses a teammate whose desk cannot be rung, or who is on a call', async () => {
    const callId = await talking()
    const gone = await DeskClient.signIn(centre.url, 'joan')
    const joan: Target = { kind: 'teammate', userId: 'joan' }
    expect(await ada.post(paths.parties(callId), { target: joan })).toBe('target-unavailable')
    gone.close()
    await ada.post(paths.parties(callId), { target: toGrace })
    await grace.client.call('ringing')
    expect(await ada.post(paths.parties(callId), { target: toGrace })).toBe('target-unavailable')
    await ada.post(paths.hangUp(callId))
    await grace.device.canceled()
    await ada.wrapUp(callId)
    await nothingOpen()
  })
})
