import { describe, expect, it } from 'vitest'
import { FakeDesk } from '../../../tests/fakes/fake-desk.ts'
import { settle } from '../../../tests/fakes/fake-ports.ts'
import { instant, makeCall, makeDesk } from '../../../tests/fakes/snapshots.ts'
import { failWith } from '../../ports/result.ts'

async function readyDesk(): Promise<FakeDesk> {
  const desk = new FakeDesk()
  await desk.becomeReady()
  return desk
}

const outbound = makeCall({
  callId: 'call-out',
  direction: 'outbound',
  state: { kind: 'dialing', since: instant() },
})

describe('a call that goes out', () => {
  it('is prepared by the server, then our own leg connects with its name', async () => {
    const desk = await readyDesk()
    desk.softphone.place({ kind: 'number', number: '+1 415 555 0199' }, '+14155550100')
    expect(desk.view.dialler).toMatchObject({ dialing: true, error: null })
    await settle()
    expect(desk.did.take()).toEqual([
      'server-dial:+1 415 555 0199',
      'warm',
      'voice-dial:outbound-call-out:call-out',
    ])
    expect(desk.view.dialler.dialing).toBe(true)
    desk.fakes.server.emit({ kind: 'desk', snapshot: makeDesk({ calls: [outbound] }) })
    expect(desk.view.stage).toMatchObject({ kind: 'call', call: { state: { kind: 'dialing' } } })
    expect(desk.view.dialler.dialing).toBe(false)
  })

  it('is refused with a reason, and nothing connects', async () => {
    const desk = await readyDesk()
    desk.fakes.answers.dial = () => failWith('invalid-number', false)
    desk.softphone.place({ kind: 'number', number: '+1 415 55' }, undefined)
    await settle()
    expect(desk.view.dialler).toMatchObject({ dialing: false, error: 'invalid-number' })
    expect(desk.did.take().filter((call) => call.startsWith('voice-'))).toEqual([])
    desk.actions.clearDialError()
    expect(desk.view.dialler.error).toBeNull()
  })

  it.each([
    ['the Device is away', { kind: 'voice-registration', state: 'unregistered' }],
    ['the microphone is blocked', 'blocked'],
  ] as const)('is not begun while %s', async (_why, failure) => {
    const desk = await readyDesk()
    if (failure === 'blocked') desk.fakes.microphone.emit(failure)
    else desk.fakes.voice.emit(failure)
    desk.did.take()
    desk.softphone.place({ kind: 'number', number: '+14155550199' }, undefined)
    expect(desk.view.dialler.error).toBe('not-ready')
    expect(desk.did.take()).toEqual([])
  })

  it('to an emergency number says first that another phone must be used, whatever is wrong here', async () => {
    const desk = await readyDesk()
    const dial = () => desk.softphone.place({ kind: 'number', number: '911' }, undefined)
    desk.fakes.answers.dial = () => failWith('emergency-not-allowed', false)
    dial()
    await settle()
    // The server knows whether emergency calls are set up.
    expect(desk.view.dialler.error).toBe('emergency-not-allowed')
    desk.fakes.answers.dial = () => failWith('unreachable', true)
    dial()
    await settle()
    expect(desk.view.dialler.error).toBe('emergency-not-ready')
    desk.actions.clearDialError()
    desk.fakes.microphone.emit('blocked')
    dial()
    expect(desk.view.dialler.error).toBe('emergency-not-ready')
  })

  it('gives way to a call that came in meanwhile', async () => {
    const desk = await readyDesk()
    desk.softphone.place({ kind: 'number', number: '+14155550199' }, undefined)
    desk.ring()
    await settle()
    expect(desk.view.stage).toMatchObject({ kind: 'ringing' })
    expect(desk.view.dialler.error).toBe('already-on-a-call')
    expect(desk.did.take()).toContain('command:hang-up:call-out')
  })

  it('came to nothing: the agent is told why and can dial again', async () => {
    const desk = await readyDesk()
    desk.softphone.place({ kind: 'number', number: '+14155550199' }, undefined)
    await settle()
    desk.fakes.voice.emit({ kind: 'voice-opened', id: 'outbound-call-out' })
    desk.fakes.server.emit({ kind: 'desk', snapshot: makeDesk({ calls: [outbound] }) })
    const busy = { ...outbound, state: { kind: 'ended', at: instant(), reason: 'busy' } } as const
    desk.fakes.server.emit({ kind: 'desk', snapshot: makeDesk({ revision: 2, calls: [busy] }) })
    expect(desk.view.notice).toEqual({ kind: 'ended', reason: 'busy' })
    desk.fakes.voice.emit({ kind: 'voice-ended', id: 'outbound-call-out', reason: 'remote' })
    expect(desk.view.stage).toEqual({ kind: 'idle' })
    expect(desk.view.dialler).toMatchObject({ dialing: false, error: null })
  })

  it('tells when our own leg could not be made', async () => {
    const desk = await readyDesk()
    desk.softphone.place({ kind: 'number', number: '+14155550199' }, undefined)
    await settle()
    desk.fakes.voice.emit({ kind: 'voice-ended', id: 'outbound-call-out', reason: 'failed' })
    expect(desk.view.dialler).toMatchObject({ dialing: false, error: 'not-ready' })
  })
})
