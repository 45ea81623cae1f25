import { describe, expect, it } from 'vitest'
import { available, FakeDesk, unavailable } from '../../../tests/fakes/fake-desk.ts'
import { settle } from '../../../tests/fakes/fake-ports.ts'
import { instant, makeCall, makeDesk } from '../../../tests/fakes/snapshots.ts'

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
  desk.fakes.server.emit({ kind: 'desk', snapshot: makeDesk({ revision, calls: [call] }) })
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

  it('passes by itself after twelve seconds, and not before', async () => {
    const desk = await afterBusy()
    await desk.fakes.pass(11_000)
    expect(desk.view.notice).toEqual({ kind: 'ended', reason: 'busy' })
    await desk.fakes.pass(2_000)
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
