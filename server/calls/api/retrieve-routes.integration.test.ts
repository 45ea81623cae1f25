import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { paths, targetsReply } from '../../contract/commands.ts'
import { Agent } from '../../testing/agent.ts'
import { startContactCentre } from '../../testing/contact-centre.ts'
import type { ContactCentre } from '../../testing/contact-centre.ts'
import { until } from '../../testing/until.ts'
import { whoHears } from '../../testing/who-hears.ts'
import { makeDraft } from '../../contract/wrap-up-draft.ts'

const HZ = { customer: 620, ada: 1010, grace: 1730 } as const

let centre: ContactCentre
let ada: Agent
let grace: Agent
let customer: string
let numbers = 5000

beforeAll(async () => {
  centre = await startContactCentre({ CORDBOARD_WRAP_UP_SECONDS: '60' })
})
afterAll(() => centre.close())

beforeEach(async () => {
  ada = await Agent.at(centre, 'ada', HZ.ada)
  grace = await Agent.at(centre, 'grace', HZ.grace)
  numbers += 1
  customer = await centre.tonePhone(`+1500555${numbers}`, HZ.customer, 0.2)
})
afterEach(async () => {
  await centre.hangUpAll([customer])
  await Promise.all([ada.close(), grace.close()])
})

const hears = whoHears(HZ, async (listener, hz) => {
  if (listener === 'customer') return centre.phoneHears(customer, hz)
  return (listener === 'ada' ? ada : grace).device.hears(hz)
})

/** Ada has transferred the customer to Sales, and has begun to write it up. */
async function waitingInSales(): Promise<string> {
  await grace.becomes('Unavailable')
  await ada.becomes('Available')
  await centre.phone('POST', `/${customer}/dial`, { to: centre.number })
  await ada.device.answer()
  const { callId } = await ada.client.call('active')
  await hears({ ada: ['customer'], customer: ['ada'] })
  await ada.becomes('Unavailable')
  const { queues } = targetsReply.parse((await ada.client.request('GET', paths.targets)).body)
  const queueSid = queues.find(({ name }) => name === 'Sales')?.queueSid ?? ''
  const target = { kind: 'queue', queueSid }
  await ada.post(paths.transfer(callId), { kind: 'cold', target, reason: 'wrong one' })
  await ada.device.ended()
  await ada.client.sees('who waits', ({ handedOver }) => handedOver[0]?.queueName === 'Sales')
  const draft = makeDraft({ notes: 'I hurried' })
  await ada.client.request('PUT', paths.draft(callId), draft)
  return callId
}

async function retrieve(callId: string): Promise<void> {
  expect(await ada.post(paths.retrieve(callId))).toBe('accepted')
  ada.device.forget()
  await ada.device.connect({ callId })
  await ada.client.call('active')
  await hears({ ada: ['customer'], customer: ['ada'] })
}

async function writtenUp(callId: string): Promise<void> {
  expect(await ada.post(paths.hangUp(callId))).toBe('accepted')
  const again = await ada.client.sees('after-call work again', ({ wrapUps }) => wrapUps[0])
  expect(again).toMatchObject({ reason: 'agent-hung-up', draft: { notes: 'I hurried' } })
  await ada.wrapUp(callId)
  await until('no Task is open', async () => {
    const tasks = await centre.workspace.tasks.list()
    return tasks.every(({ assignmentStatus }) =>
      ['completed', 'canceled'].includes(assignmentStatus),
    )
  })
}

it('a customer who was transferred to a queue is retrieved while nobody has answered', async () => {
  const callId = await waitingInSales()
  await retrieve(callId)
  const desk = await ada.client.sees('no after-call work meanwhile', (now) =>
    now.wrapUps.length === 0 ? now : null,
  )
  expect(desk.handedOver).toEqual([])
  await writtenUp(callId)
})

it('a ring at another desk is called off, and that agent stays in routing', async () => {
  const callId = await waitingInSales()
  await grace.becomes('Available')
  await grace.client.call('ringing')
  await retrieve(callId)
  await grace.device.canceled()
  await grace.client.sees('no call any more', ({ calls }) => calls.length === 0)
  const worker = await centre.workspace.workers(grace.workerSid).fetch()
  expect(worker.activityName).toBe('Available')
  await writtenUp(callId)
})

it('once somebody has answered it is too late, and says so', async () => {
  const callId = await waitingInSales()
  await grace.becomes('Available')
  await grace.client.call('ringing')
  await grace.device.answer()
  await hears({ grace: ['customer'], customer: ['grace'] })
  expect(await ada.post(paths.retrieve(callId))).toBe('already-answered')
  expect(await grace.post(paths.retrieve(callId))).toBe('forbidden')
  await ada.wrapUp(callId)
  await grace.post(paths.hangUp(callId))
  await grace.wrapUp(callId)
})

it('a Device that never connects leaves the customer in the queue, for the next agent', async () => {
  const callId = await waitingInSales()
  expect(await ada.post(paths.retrieve(callId))).toBe('accepted')
  await ada.client.call('connecting')
  expect(await ada.post(paths.hangUp(callId))).toBe('accepted')
  await grace.becomes('Available')
  await grace.device.answer()
  await hears({ grace: ['customer'], customer: ['grace'] })
  await ada.wrapUp(callId)
  await grace.post(paths.hangUp(callId))
  await grace.wrapUp(callId)
})
