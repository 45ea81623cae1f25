import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { paths } from '../../contract/commands.ts'
import { startContactCentre } from '../../testing/contact-centre.ts'
import type { ContactCentre } from '../../testing/contact-centre.ts'
import { DeskClient } from '../../testing/desk-client.ts'
import { DeskDevice } from '../../testing/desk-device.ts'
import { until } from '../../testing/until.ts'
import { whoHears } from '../../testing/who-hears.ts'
import { makeDraft } from '../../contract/wrap-up-draft.ts'

/** What each says without end. Ada's desk has two legs, told apart by what they say. */
const HZ = { first: 620, second: 1330, desk: 1010, desk2: 1730 } as const
type Somebody = keyof typeof HZ

let centre: ContactCentre
let ada: DeskClient
let workerSid: string
let desk: DeskDevice
let desk2: DeskDevice
let first: string
let second: string
let numbers = 4000

beforeAll(async () => {
  centre = await startContactCentre({
    CORDBOARD_WRAP_UP_SECONDS: '60',
    CORDBOARD_CALL_WAITING: 'true',
  })
})
afterAll(() => centre.close())

beforeEach(async () => {
  ada = await DeskClient.signIn(centre.url, 'ada')
  const access = await ada.twilioAccess()
  workerSid = access.workerSid
  desk = new DeskDevice(centre.signalling, HZ.desk)
  desk2 = new DeskDevice(centre.signalling, HZ.desk2)
  await desk.register(access.token)
  await desk2.listen(access.token)
  await ada.prove()
  await worker().update({ activitySid: await centre.activity('Available') })
  first = await telephone(HZ.first)
  second = await telephone(HZ.second)
})
afterEach(async () => {
  await centre.hangUpAll([first, second])
  await nothingOpen()
  ada.close()
  await Promise.all([desk.close(), desk2.close()])
})

function worker() {
  return centre.workspace.workers(workerSid)
}

function telephone(tone: number, afterSeconds = 0.2): Promise<string> {
  numbers += 1
  return centre.tonePhone(`+1500555${numbers}`, tone, afterSeconds)
}

async function share(listener: Somebody, hz: number): Promise<number> {
  if (listener === 'desk') return desk.hears(hz)
  if (listener === 'desk2') return desk2.hears(hz)
  return centre.phoneHears(listener === 'first' ? first : second, hz)
}

const hears = whoHears(HZ, share)

async function hearsMusic(number: string): Promise<void> {
  await until(
    'music is heard',
    async () => (await centre.phone('GET', `/${number}`)).hears.dbfs > -60,
  )
}

async function post(path: string, body?: unknown): Promise<unknown> {
  const reply = await ada.request('POST', path, body)
  return reply.status === 200 ? 'accepted' : (reply.body as { error: { code: string } }).error.code
}

async function wrapUp(callId: string): Promise<void> {
  await post(paths.complete(callId), makeDraft({ dispositionId: 'resolved' }))
}

function call(callId: string, what: string, kind: string) {
  return ada.sees(`${what} ${kind}`, ({ calls }) =>
    calls.find((each) => each.callId === callId && each.state.kind === kind),
  )
}

/** Ada talks to the first caller. */
async function talking(): Promise<string> {
  await centre.phone('POST', `/${first}/dial`, { to: centre.number })
  await desk.answer()
  const { callId } = await ada.call('active')
  await hears({ first: ['desk'], desk: ['first'] })
  return callId
}

/** A second caller waits and is answered; the first is on hold. */
async function both(): Promise<readonly [string, string]> {
  const callId = await talking()
  await centre.phone('POST', `/${second}/dial`, { to: centre.number })
  const waiting = await ada.sees('a waiting call', ({ calls }) =>
    calls.find(({ callWaiting }) => callWaiting),
  )
  expect(waiting.state.kind).toBe('ringing')
  await desk2.connect({ callId: waiting.callId })
  await call(waiting.callId, 'the second', 'active')
  return [callId, waiting.callId]
}

/** After-call work is done as it comes. */
async function nothingOpen(): Promise<void> {
  await until('TaskRouter has nothing open', async () => {
    for (const { callId } of ada.newest?.wrapUps ?? []) await wrapUp(callId)
    const tasks = await centre.workspace.tasks.list()
    const over = new Set(['completed', 'canceled'])
    return tasks.every(({ assignmentStatus }) => over.has(assignmentStatus))
  })
}

it('call waiting is answered beside the first call, which hears music; and back and forth', async () => {
  const [one, two] = await both()
  await hears({ first: [], second: ['desk2'], desk2: ['second'], desk: [] })
  await hearsMusic(first)
  const held = await ada.sees('the first on hold', ({ calls }) =>
    calls
      .find(({ callId }) => callId === one)
      ?.parties.find(({ role, hold }) => role === 'customer' && hold.confirmed),
  )
  expect(held.hold.requested).toBe(true)

  expect(await post(paths.switch(one))).toBe('accepted')
  await hears({ first: ['desk'], desk: ['first'], second: [], desk2: [] })
  await hearsMusic(second)
  expect(await post(paths.switch(two))).toBe('accepted')
  await hears({ first: [], second: ['desk2'], desk2: ['second'], desk: [] })

  await post(paths.hangUp(two))
  await ada.sees('after-call work', ({ wrapUps }) => wrapUps.some(({ callId }) => callId === two))
  expect(await post(paths.switch(one))).toBe('accepted')
  await hears({ first: ['desk'], desk: ['first'] })
  await post(paths.hangUp(one))
  const work = await ada.sees('work after both', ({ wrapUps }) =>
    wrapUps.length === 2 ? wrapUps : null,
  )
  expect(new Set(work.map(({ callId }) => callId))).toEqual(new Set([one, two]))
  await Promise.all([wrapUp(one), wrapUp(two)])
  await nothingOpen()
})

it('two calls become one: both customers and the agent hear each other', async () => {
  const [one, two] = await both()
  expect(await post(paths.merge(one), { callId: two })).toBe('accepted')
  await desk2.ended()
  await hears({ first: ['desk', 'second'], second: ['desk', 'first'], desk: ['first', 'second'] })
  const merged = await call(one, 'the first', 'active')
  expect(merged.parties).toMatchObject([
    { role: 'customer', number: first },
    { self: true },
    { role: 'external', number: second, joinedHow: 'merged', state: 'connected' },
  ])
  const work = await ada.sees('after-call work', ({ wrapUps }) => wrapUps[0])
  expect(work).toMatchObject({ callId: two, reason: 'transferred', customerNumber: second })
  await wrapUp(two)

  await centre.phone('POST', `/${second}/hangup`)
  await ada.sees('the second gone', ({ calls }) =>
    calls[0]?.parties.some(({ number, state }) => number === second && state === 'left'),
  )
  await hears({ first: ['desk'], desk: ['first'] })
  await post(paths.hangUp(one))
  await ada.sees('after-call work', ({ wrapUps }) => wrapUps.some(({ callId }) => callId === one))
  await wrapUp(one)
  await nothingOpen()
})

it('the first customer hangs up on hold, and the second while talking', async () => {
  const [one, two] = await both()
  await hears({ first: [], second: ['desk2'], desk2: ['second'] })
  await centre.phone('POST', `/${first}/hangup`)
  const work = await ada.sees('after-call work', ({ wrapUps }) => wrapUps[0])
  expect(work).toMatchObject({ callId: one, reason: 'customer-hung-up' })
  await hears({ second: ['desk2'], desk2: ['second'] })
  expect(ada.newest?.calls.map(({ callId }) => callId)).toEqual([two])
  await centre.phone('POST', `/${second}/hangup`)
  await call(two, 'the second', 'ended')
  await ada.sees('more of it', ({ wrapUps }) => wrapUps.length === 2)
  await Promise.all([wrapUp(one), wrapUp(two)])
  await nothingOpen()
})

it('a call is dialled beside the first, which is on hold while that one rings and talks', async () => {
  const one = await talking()
  expect(await post(paths.calls, { target: { kind: 'number', number: second } })).toBe('accepted')
  const dialled = await ada.sees('a second call', ({ calls }) =>
    calls.find(({ state }) => state.kind === 'dialing'),
  )
  await desk2.connect({ callId: dialled.callId })
  await call(dialled.callId, 'the second', 'active')
  await hears({ first: [], second: ['desk2'], desk2: ['second'], desk: [] })
  await hearsMusic(first)
  expect(await post(paths.merge(dialled.callId), { callId: one })).toBe('accepted')
  await desk.ended()
  await hears({ first: ['desk2', 'second'], second: ['desk2', 'first'] })
  await post(paths.hangUp(dialled.callId))
  await ada.sees('work after both', ({ wrapUps }) => wrapUps.length === 2)
  await Promise.all([wrapUp(one), wrapUp(dialled.callId)])
  await nothingOpen()
})

it('a waiting call that is declined goes back to the queue, and keeps the agent in routing', async () => {
  await talking()
  await centre.phone('POST', `/${second}/dial`, { to: centre.number })
  const waiting = await ada.sees('a waiting call', ({ calls }) =>
    calls.find(({ callWaiting }) => callWaiting),
  )
  expect(await post(paths.hangUp(waiting.callId))).toBe('accepted')
  await ada.sees('it in the history', ({ recent }) =>
    recent.find(({ callId, outcome }) => callId === waiting.callId && outcome === 'declined'),
  )
  await hears({ first: ['desk'], desk: ['first'] })
  expect((await worker().fetch()).activityName).toBe('Available')
})

it('a caller waits while the only agent dials, and is not lost', async () => {
  const slow = await telephone(HZ.second, 3600)
  expect(await post(paths.calls, { target: { kind: 'number', number: slow } })).toBe('accepted')
  const dialled = await ada.call('dialing')
  await desk2.connect({ callId: dialled.callId })
  await centre.phone('POST', `/${first}/dial`, { to: centre.number })
  await ada.sees('a waiting caller', ({ waiting }) => waiting === 1)
  const [task] = await until('it is refused', async () => {
    const tasks = await centre.workspace.tasks.list({ assignmentStatus: ['pending', 'reserved'] })
    return tasks.length > 0 ? tasks : null
  })
  await until('the caller hears music', async () => {
    return (await centre.phone('GET', `/${first}`)).hears.dbfs > -60
  })
  const reservations = await centre.workspace.tasks(task?.sid ?? '').reservations.list()
  expect(reservations.length).toBeLessThan(5)
  await post(paths.hangUp(dialled.callId))
  await desk.answer()
  await hears({ first: ['desk'], desk: ['first'] })
  await centre.phone('POST', `/${first}/hangup`)
  await ada.sees('after-call work', ({ wrapUps }) => wrapUps.length === 1)
})
