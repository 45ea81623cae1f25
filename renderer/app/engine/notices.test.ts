import { describe, expect, it } from 'vitest'
import { available, FakeDesk, unavailable } from '../../../tests/fakes/fake-desk.ts'
import { settle } from '../../../tests/fakes/fake-ports.ts'
import {
  instant,
  makeAgent,
  makeCall,
  makeConsult,
  makeDesk,
  makeParty,
  makeTransfer,
  makeWaiting,
  makeWrapUp,
} from '../../../tests/fakes/snapshots.ts'

const outbound = { callId: 'call-out', direction: 'outbound' } as const

/** A desk whose last call found the line busy. */
async function afterBusy(): Promise<FakeDesk> {
  const desk = new FakeDesk()
  await desk.becomeReady()
  const dialing = makeCall({ ...outbound, state: { kind: 'dialing', since: instant() } })
  const busy = makeCall({ ...outbound, state: { kind: 'ended', at: instant(), reason: 'busy' } })
  tell(desk, 2, dialing)
  tell(desk, 3, busy)
  expect(desk.view.notice).toEqual({ kind: 'ended', reason: 'busy' })
  return desk
}

/** A desk that let a call ring out, and was moved away for it. */
async function afterMissed(): Promise<FakeDesk> {
  const desk = new FakeDesk()
  await desk.becomeReady()
  desk.ring()
  desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'cancelled' })
  desk.fakes.worker.emit({ kind: 'worker-activity', current: unavailable })
  expect(desk.view.notice).toMatchObject({ kind: 'missed' })
  return desk
}

function tell(desk: FakeDesk, revision: number, call: ReturnType<typeof makeCall>) {
  tellDesk(desk, revision, { calls: [call] })
}

function tellDesk(desk: FakeDesk, revision: number, over: Parameters<typeof makeDesk>[0]) {
  desk.fakes.server.emit({ kind: 'desk', snapshot: makeDesk({ revision, ...over }) })
}

describe('how a call came out, which once followed the agent through the calls after it', () => {
  it('is gone when the next call rings', async () => {
    const desk = await afterBusy()
    desk.ring()
    expect(desk.view.notice).toBeNull()
  })

  it('is gone when the next call is dialled', async () => {
    const desk = await afterBusy()
    desk.softphone.place({ kind: 'number', number: '+14155550199' }, undefined)
    await settle()
    expect(desk.view.notice).toBeNull()
  })

  it('is gone when a call is up', async () => {
    const desk = await afterBusy()
    tell(desk, 4, makeCall())
    expect(desk.view.notice).toBeNull()
  })

  it('passes by itself after eight seconds, and not before', async () => {
    const desk = await afterBusy()
    await desk.fakes.pass(7_000)
    expect(desk.view.notice).toEqual({ kind: 'ended', reason: 'busy' })
    await desk.fakes.pass(1_000)
    expect(desk.view.notice).toBeNull()
  })
})

const transferred = makeCall({ state: { kind: 'ended', at: instant(), reason: 'transferred' } })

async function talking(id: string, callId: string): Promise<FakeDesk> {
  const desk = new FakeDesk()
  await desk.becomeReady()
  desk.ring(id, callId)
  desk.softphone.accept(callId)
  desk.fakes.voice.emit({ kind: 'voice-opened', id })
  return desk
}

/** A desk that has handed its customer to Grace, and has after-call work. */
async function afterTransfer(): Promise<FakeDesk> {
  const desk = await talking('inbound-1', 'call-1')
  const parties = [makeParty(), makeAgent(), makeConsult()]
  tellDesk(desk, 2, { calls: [makeCall({ transfer: makeTransfer(), parties })] })
  desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'remote' })
  tellDesk(desk, 3, { calls: [transferred], wrapUps: [makeWrapUp({ reason: 'transferred' })] })
  expect(desk.view.notice).toEqual({ kind: 'transferred', to: 'Grace' })
  return desk
}

describe('the news of a transfer, which once stood beside the next customer', () => {
  it('stays as long as the wrap-up of its call', async () => {
    const desk = await afterTransfer()
    await desk.fakes.pass(60_000)
    expect(desk.view).toMatchObject({ stage: { kind: 'wrap-up' }, notice: { to: 'Grace' } })
  })

  it('ends with that wrap-up', async () => {
    const desk = await afterTransfer()
    tellDesk(desk, 4, {})
    expect(desk.view).toMatchObject({ stage: { kind: 'idle' }, notice: null })
  })

  it('is not on the ring of the next customer', async () => {
    const desk = await afterTransfer()
    desk.ring('inbound-2', 'call-2')
    expect(desk.view).toMatchObject({ stage: { kind: 'ringing' }, notice: null })
  })

  it('is not beside a customer who is offered in the same message', async () => {
    const desk = await afterTransfer()
    tellDesk(desk, 4, { calls: [makeWaiting()], wrapUps: [makeWrapUp({ callId: 'call-1' })] })
    expect(desk.view.notice).toBeNull()
  })

  it('passes after eight seconds while another call goes on', async () => {
    const desk = await talking('inbound-2', 'call-2')
    const other = makeCall({ callId: 'call-2', parties: [makeParty(), makeAgent()] })
    const parties = [makeParty(), makeAgent(), makeConsult()]
    tellDesk(desk, 2, { calls: [other, makeCall({ transfer: makeTransfer(), parties })] })
    tellDesk(desk, 3, {
      calls: [other, transferred],
      wrapUps: [makeWrapUp({ reason: 'transferred' })],
    })
    expect(desk.view.notice).toEqual({ kind: 'transferred', to: 'Grace' })
    await desk.fakes.pass(8_000)
    expect(desk.view).toMatchObject({ stage: { kind: 'call' }, notice: null })
  })
})

describe('a hint about this computer', () => {
  it('stays until the first call, and not longer', async () => {
    const desk = new FakeDesk()
    desk.fakes.answers.remembered = false
    await desk.becomeReady()
    await desk.fakes.pass(60_000)
    expect(desk.view.notice).toEqual({ kind: 'session-only' })
    desk.ring()
    expect(desk.view.notice).toBeNull()
  })
})

describe('a status that was refused', () => {
  async function afterRefusal(): Promise<FakeDesk> {
    const desk = new FakeDesk()
    await desk.becomeReady()
    desk.fakes.answers.setActivity = () => false
    desk.softphone.agentState.set(unavailable.sid)
    await settle()
    expect(desk.view.notice).toEqual({ kind: 'failed', what: 'presence' })
    return desk
  }

  it('is told until the agent chooses again, because calls may not come', async () => {
    const desk = await afterRefusal()
    await desk.fakes.pass(60_000)
    expect(desk.view.notice).toEqual({ kind: 'failed', what: 'presence' })
    desk.fakes.answers.setActivity = () => true
    desk.softphone.agentState.set(unavailable.sid)
    expect(desk.view.notice).toBeNull()
  })

  it('is told until TaskRouter changes it', async () => {
    const desk = await afterRefusal()
    desk.fakes.worker.emit({ kind: 'worker-activity', current: unavailable })
    expect(desk.view.notice).toBeNull()
  })
})

describe('a missed call', () => {
  it('stays on the screen while time passes and another call rings', async () => {
    const desk = await afterMissed()
    await desk.fakes.pass(60_000)
    desk.ring('inbound-2', 'call-2')
    expect(desk.view.notice).toMatchObject({ kind: 'missed', activityName: 'Unavailable' })
  })

  it('is forgotten when the agent is available again', async () => {
    const desk = await afterMissed()
    desk.fakes.worker.emit({ kind: 'worker-activity', current: available })
    expect(desk.view.notice).toBeNull()
  })

  it('is forgotten when another call is answered', async () => {
    const desk = await afterMissed()
    desk.ring('inbound-2', 'call-2')
    desk.softphone.accept('call-2')
    expect(desk.view.notice).toBeNull()
  })

  it('is forgotten when the agent talks to somebody', async () => {
    const desk = await afterMissed()
    tell(desk, 2, makeCall({ callId: 'call-2' }))
    expect(desk.view.notice).toBeNull()
  })
})
