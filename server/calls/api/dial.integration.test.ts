import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { paths } from '../../contract/commands.ts'
import type { Target } from '../../contract/commands.ts'
import { startContactCentre } from '../../testing/contact-centre.ts'
import type { ContactCentre } from '../../testing/contact-centre.ts'
import { DeskClient } from '../../testing/desk-client.ts'
import { DeskDevice } from '../../testing/desk-device.ts'
import { until } from '../../testing/until.ts'
import { makeDraft } from '../../contract/wrap-up-draft.ts'

/** What each says without end. */
const HZ = { ada: 1010, grace: 1730 } as const
type Name = keyof typeof HZ

interface Agent {
  readonly client: DeskClient
  readonly device: DeskDevice
  readonly workerSid: string
}

let centre: ContactCentre
let ada: Agent
let grace: Agent

beforeAll(async () => {
  centre = await startContactCentre({ CORDBOARD_WRAP_UP_SECONDS: '60' })
})
afterAll(() => centre.close())

beforeEach(async () => {
  ada = await atDesk('ada')
  grace = await atDesk('grace')
  await Promise.all([setActivity(ada, 'Available'), setActivity(grace, 'Available')])
})
afterEach(() => Promise.all([leaveDesk(ada), leaveDesk(grace)]))

async function atDesk(username: Name): Promise<Agent> {
  const client = await DeskClient.signIn(centre.url, username)
  const access = await client.twilioAccess()
  const device = new DeskDevice(centre.signalling, HZ[username])
  await device.register(access.token)
  await client.prove()
  return { client, device, workerSid: access.workerSid }
}

async function leaveDesk({ client, device }: Agent): Promise<void> {
  client.close()
  await device.close()
}

async function setActivity({ workerSid }: Agent, name: string): Promise<void> {
  const activitySid = await centre.activity(name)
  await centre.workspace.workers(workerSid).update({ activitySid })
}

async function post({ client }: Agent, path: string, body?: unknown): Promise<unknown> {
  const reply = await client.request('POST', path, body)
  return reply.status === 200 ? 'accepted' : (reply.body as { error: { code: string } }).error.code
}

/** Prepares the call and connects Ada's Device to it. */
async function adaCalls(target: Target): Promise<string> {
  expect(await post(ada, paths.calls, { target })).toBe('accepted')
  const { callId } = await ada.client.call('dialing')
  await ada.device.connect({ callId })
  return callId
}

async function heard(by: Agent, hz: number): Promise<void> {
  await until(`${hz} Hz is heard`, () => by.device.hears(hz) > 0.08)
}

async function ended(agent: Agent, callId: string, reason: string): Promise<void> {
  await agent.client.sees(`it ended: ${reason}`, ({ calls }) =>
    calls.some(
      ({ state, ...call }) =>
        call.callId === callId && state.kind === 'ended' && state.reason === reason,
    ),
  )
}

async function booked(agent: Agent, callId: string, line: object): Promise<void> {
  const entry = await agent.client.sees('it in the history', ({ recent }) =>
    recent.find((call) => call.callId === callId),
  )
  expect(entry).toMatchObject({ direction: 'internal', number: null, ...line })
}

async function openTasks(): Promise<number> {
  const tasks = await centre.workspace.tasks.list()
  const over = new Set(['completed', 'canceled'])
  return tasks.filter(({ assignmentStatus }) => !over.has(assignmentStatus)).length
}

/** What keeps an agent from the next caller, once TaskRouter has no Task open. */
async function engagement({ workerSid, client }: Agent) {
  await until('TaskRouter has nothing open', async () => (await openTasks()) === 0)
  const worker = await centre.workspace.workers(workerSid).fetch()
  const reservations = await centre.workspace.workers(workerSid).reservations.list()
  const open = new Set(['pending', 'accepted', 'wrapping'])
  return {
    activity: worker.activityName,
    open: reservations.filter(({ reservationStatus }) => open.has(reservationStatus)).length,
    wrapUps: client.newest?.wrapUps.length,
  }
}

const FREE = { activity: 'Available', open: 0, wrapUps: 0 }

const toGrace: Target = { kind: 'teammate', userId: 'grace' }

async function toSupport(): Promise<Target> {
  const [queue] = await centre.workspace.taskQueues.list({ friendlyName: 'Support' })
  return { kind: 'queue', queueSid: queue?.sid ?? '' }
}

/** Ada and Grace talk, and TaskRouter knows that both do. */
async function together(): Promise<string> {
  const callId = await adaCalls(toGrace)
  await grace.device.answer()
  await Promise.all([ada.client.call('active'), grace.client.call('active')])
  await Promise.all([heard(ada, HZ.grace), heard(grace, HZ.ada)])
  return callId
}

describe('a call to a teammate', () => {
  it('rings their desk, and both hear each other until the caller hangs up', async () => {
    const callId = await adaCalls(toGrace)
    const { params } = await grace.device.rung()
    expect(params.get('callId')).toBe(callId)
    const ringing = await grace.client.call('ringing')
    expect(ringing).toMatchObject({ callId, direction: 'internal', lineNumber: null })
    expect(ringing.parties.map(({ name, self, role }) => [name, self, role])).toEqual([
      ['Grace Hopper', true, 'customer'],
      ['Ada Lovelace', false, 'agent'],
    ])
    await grace.device.answer()
    const active = await ada.client.call('active')
    expect(active).toMatchObject({ direction: 'internal', parties: [{ name: 'Grace Hopper' }, {}] })
    await Promise.all([heard(ada, HZ.grace), heard(grace, HZ.ada)])
    await until('TaskRouter knows of both', async () => (await openTasks()) === 2)

    await post(ada, paths.hangUp(callId))
    await Promise.all([ada.device.ended(), grace.device.ended()])
    await ended(grace, callId, 'agent-hung-up')
    await booked(ada, callId, { outcome: 'answered', name: 'Grace Hopper' })
    await booked(grace, callId, { outcome: 'answered', name: 'Ada Lovelace' })
    expect(await engagement(ada)).toEqual(FREE)
    expect(await engagement(grace)).toEqual(FREE)
  })

  it('is the caller’s to command; the teammate may hang up', async () => {
    const callId = await together()
    expect(await post(grace, paths.partyStep(callId, 'customer', 'hold'))).toBe('forbidden')
    expect(await post(grace, paths.parties(callId), { target: toGrace })).toBe('forbidden')
    const notes = await grace.client.request('PUT', paths.notes(callId), { notes: 'mine' })
    expect(notes.status).toBe(403)
    const transfer = { kind: 'cold', target: await toSupport(), reason: '' }
    expect(await post(ada, paths.transfer(callId), transfer)).toBe('forbidden')

    expect(await post(ada, paths.partyStep(callId, 'customer', 'hold'))).toBe('accepted')
    await until('Grace hears music alone', () => grace.device.hears(HZ.ada) < 0.01)
    await ada.client.sees('it held', ({ calls }) => calls[0]?.parties[0]?.hold.confirmed)
    expect(await post(ada, paths.partyStep(callId, 'customer', 'resume'))).toBe('accepted')
    await heard(grace, HZ.ada)

    expect(await post(grace, paths.hangUp(callId))).toBe('accepted')
    await Promise.all([ada.device.ended(), grace.device.ended()])
    await ended(ada, callId, 'customer-hung-up')
    expect(await engagement(ada)).toEqual(FREE)
    expect(await engagement(grace)).toEqual(FREE)
  })

  it('ends when the teammate’s Device is gone', async () => {
    const callId = await together()
    await grace.device.close()
    await ada.device.ended()
    await ended(ada, callId, 'customer-hung-up')
    expect(await engagement(ada)).toEqual(FREE)
    expect(await engagement(grace)).toEqual(FREE)
  })

  it('that is declined says so to the caller, and takes nobody out of routing', async () => {
    const callId = await adaCalls(toGrace)
    await grace.device.decline()
    await ended(ada, callId, 'declined')
    await booked(ada, callId, { outcome: 'declined', name: 'Grace Hopper' })
    await booked(grace, callId, { outcome: 'declined', name: 'Ada Lovelace' })
    await ada.device.ended()
    expect(await engagement(ada)).toEqual(FREE)
    expect(await engagement(grace)).toEqual(FREE)
  })

  it('that nobody answers is missed', async () => {
    const callId = await adaCalls(toGrace)
    await grace.client.call('ringing')
    await grace.device.rung()
    await grace.device.close()
    await ended(ada, callId, 'no-answer')
    await booked(ada, callId, { outcome: 'no-answer', name: 'Grace Hopper' })
    await booked(grace, callId, { outcome: 'missed', name: 'Ada Lovelace' })
    expect(await engagement(ada)).toEqual(FREE)
    expect(await engagement(grace)).toEqual(FREE)
  })

  it('that the caller gives up stops ringing', async () => {
    const callId = await adaCalls(toGrace)
    await grace.device.rung()
    await grace.client.call('ringing')
    expect(await post(grace, paths.calls, { target: { kind: 'teammate', userId: 'ada' } })).toBe(
      'target-unavailable',
    )
    await post(ada, paths.hangUp(callId))
    await grace.device.canceled()
    await booked(grace, callId, { outcome: 'missed' })
    expect(await engagement(ada)).toEqual(FREE)
    expect(await engagement(grace)).toEqual(FREE)
  })

  it('is refused to oneself and to a desk that is not there', async () => {
    const oneself = { kind: 'teammate', userId: 'ada' }
    expect(await post(ada, paths.calls, { target: oneself })).toBe('target-unavailable')
    const nobody = { kind: 'teammate', userId: 'nobody' }
    expect(await post(ada, paths.calls, { target: nobody })).toBe('not-found')
    const queue = { kind: 'queue', queueSid: 'WQ0' }
    expect(await post(ada, paths.calls, { target: queue })).toBe('not-found')
  })
})

describe('a call to a queue', () => {
  it('is offered to another agent, whose after-call work alone follows', async () => {
    const callId = await adaCalls(await toSupport())
    await grace.device.rung()
    const offered = await grace.client.call('ringing')
    expect(offered).toMatchObject({ callId, direction: 'internal', queueName: 'Support' })
    expect(offered.parties[0]).toMatchObject({ role: 'customer', name: 'Ada Lovelace' })
    const waiting = await ada.client.call('dialing')
    expect(waiting.parties.find(({ self }) => self)).toMatchObject({ role: 'customer' })
    await grace.device.answer()
    await Promise.all([ada.client.call('active'), grace.client.call('active')])
    await Promise.all([heard(ada, HZ.grace), heard(grace, HZ.ada)])

    await post(ada, paths.hangUp(callId))
    await Promise.all([ada.device.ended(), grace.device.ended()])
    const wrapUp = await grace.client.sees('after-call work', ({ wrapUps }) => wrapUps[0])
    expect(wrapUp).toMatchObject({ callId, customerName: 'Ada Lovelace', queueName: 'Support' })
    await booked(ada, callId, { outcome: 'answered', name: 'Grace Hopper', queueName: 'Support' })
    await booked(grace, callId, { outcome: 'answered', name: 'Ada Lovelace' })
    const draft = makeDraft({ dispositionId: 'resolved' })
    expect(await post(grace, paths.complete(callId), draft)).toBe('accepted')
    await grace.client.sees('it done', ({ wrapUps }) => wrapUps.length === 0)
    expect(await engagement(ada)).toEqual(FREE)
    expect(await engagement(grace)).toEqual(FREE)
  })

  it('is not offered to the one who calls, and ends when they give up', async () => {
    await setActivity(grace, 'Unavailable')
    const callId = await adaCalls(await toSupport())
    await ada.client.sees('herself waiting', ({ waiting }) => waiting === 1)
    await until('TaskRouter knows that she is busy', async () => {
      const mine = await centre.workspace.workers(ada.workerSid).reservations.list()
      return mine.some(({ reservationStatus }) => reservationStatus === 'accepted')
    })
    expect((await ada.client.call('dialing')).callId).toBe(callId)
    await post(ada, paths.hangUp(callId))
    await ada.device.ended()
    await ended(ada, callId, 'customer-hung-up')
    await booked(ada, callId, { outcome: 'abandoned', name: null, queueName: 'Support' })
    await setActivity(grace, 'Available')
    expect(await engagement(ada)).toEqual(FREE)
    expect(await engagement(grace)).toEqual(FREE)
  })

  it('ends when the caller’s Device is gone while another desk rings', async () => {
    const callId = await adaCalls(await toSupport())
    await grace.device.rung()
    await ada.device.close()
    await grace.device.canceled()
    await booked(grace, callId, { outcome: 'missed', name: 'Ada Lovelace' })
    expect(await engagement(ada)).toEqual(FREE)
    expect(await engagement(grace)).toEqual(FREE)
  })
})
