import { describe, expect, it } from 'vitest'
import { available, FakeDesk, unavailable } from '../../../tests/fakes/fake-desk.ts'
import { settle } from '../../../tests/fakes/fake-ports.ts'

async function readyDesk(): Promise<FakeDesk> {
  const desk = new FakeDesk()
  await desk.becomeReady()
  return desk
}

/** A desk that TaskRouter has moved to this Activity. */
function enter(desk: FakeDesk, current: typeof available) {
  desk.fakes.worker.emit({ kind: 'worker-activity', current })
}

/** The agent chooses it, and TaskRouter confirms. */
function choose(desk: FakeDesk, activity: typeof available) {
  desk.softphone.agentState.set(activity.sid)
  enter(desk, activity)
}

describe('Available, while calls cannot reach the desk', () => {
  it('is not asked for, and the reason is said as long as it is true', async () => {
    const desk = await readyDesk()
    enter(desk, unavailable)
    desk.fakes.microphone.emit('blocked')
    desk.did.take()
    desk.softphone.agentState.set(available.sid)
    await settle()
    expect(desk.did.take()).toEqual([])
    expect(desk.view.presence).toMatchObject({ current: unavailable, pending: null })
    expect(desk.view.notice).toEqual({
      kind: 'not-reachable',
      name: 'Available',
      why: 'microphone-blocked',
    })
    await desk.fakes.pass(60_000)
    expect(desk.view.notice).toMatchObject({ kind: 'not-reachable' })
    desk.fakes.microphone.emit('live')
    expect(desk.view.notice).toBeNull()
    desk.fakes.microphone.emit('blocked')
    expect(desk.view.notice).toBeNull()
  })

  it('does not keep an agent from going away', async () => {
    const desk = await readyDesk()
    desk.fakes.microphone.emit('blocked')
    choose(desk, unavailable)
    expect(desk.view.presence).toMatchObject({ current: unavailable, pending: null })
  })
})

describe('a status without calls, chosen by the agent', () => {
  it('is said for a moment, and can be undone', async () => {
    const desk = await readyDesk()
    choose(desk, unavailable)
    expect(desk.view.notice).toEqual({
      kind: 'status-changed',
      name: 'Unavailable',
      undo: available.sid,
    })
    choose(desk, available)
    expect(desk.view.notice).toBeNull()
    choose(desk, unavailable)
    await desk.fakes.pass(15_000)
    expect(desk.view.notice).toBeNull()
  })

  it('is not said when the agent keeps it, or when others have set it', async () => {
    const desk = await readyDesk()
    desk.softphone.agentState.set(available.sid)
    enter(desk, available)
    expect(desk.view.notice).toBeNull()
    enter(desk, unavailable)
    expect(desk.view.notice).toBeNull()
  })
})
