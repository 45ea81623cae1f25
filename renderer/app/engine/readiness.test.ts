import { succeed } from '../../../server/contract/result.ts'
import { describe, expect, it } from 'vitest'
import { available, FakeDesk, unavailable } from '../../../tests/fakes/fake-desk.ts'
import { fakeAccess, makeSession, settle } from '../../../tests/fakes/fake-ports.ts'
import { epoch } from '../../../tests/fakes/snapshots.ts'
import { failWith } from '../../ports/result.ts'

async function readyDesk(): Promise<FakeDesk> {
  const desk = new FakeDesk()
  await desk.becomeReady()
  return desk
}

describe('readiness', () => {
  it('is ready when all four are good', async () => {
    const desk = await readyDesk()
    expect(desk.view.readiness).toMatchObject({ ready: true, failure: null })
  })

  it.each([
    ['server-disconnected', 'server-reconnect'],
    ['microphone-blocked', 'microphone-check'],
    ['microphone-missing', 'microphone-check'],
    ['device-unregistered', 'voice-connect:twilio-token'],
    ['worker-disconnected', 'worker-connect:twilio-token'],
  ])('names %s and fixes it', async (failure, remedy) => {
    const desk = await readyDesk()
    const { fakes } = desk
    if (failure === 'server-disconnected') {
      fakes.server.emit({ kind: 'server-link', state: 'disconnected' })
    }
    if (failure === 'microphone-blocked') fakes.microphone.emit('blocked')
    if (failure === 'microphone-missing') fakes.microphone.emit('missing')
    if (failure === 'device-unregistered') {
      fakes.voice.emit({ kind: 'voice-registration', state: 'unregistered' })
    }
    if (failure === 'worker-disconnected') fakes.worker.emit({ kind: 'worker-disconnected' })
    expect(desk.view.readiness).toMatchObject({ ready: false, failure })
    desk.did.take()
    desk.actions.fixReadiness()
    await settle()
    expect(desk.did.take()).toContain(remedy)
  })

  it('shows how to allow a microphone that stays blocked after the agent has asked', async () => {
    const desk = await readyDesk()
    const { microphone } = desk.fakes
    microphone.emit('blocked')
    expect(desk.view.microphoneHelp).toBe(false)
    desk.actions.fixReadiness()
    expect(desk.view.microphoneHelp).toBe(false)
    microphone.emit('blocked')
    expect(desk.view.microphoneHelp).toBe(true)
    desk.actions.fixReadiness()
    microphone.emit('blocked')
    expect(desk.view.microphoneHelp).toBe(true)
    microphone.emit('live')
    expect(desk.view).toMatchObject({ microphoneHelp: false, readiness: { ready: true } })
  })

  it('shows it again at the next request, after the agent has closed it', async () => {
    const desk = await readyDesk()
    const { microphone } = desk.fakes
    microphone.emit('blocked')
    desk.actions.fixReadiness()
    microphone.emit('blocked')
    desk.actions.closeMicrophoneHelp()
    microphone.emit('blocked')
    expect(desk.view.microphoneHelp).toBe(false)
    desk.actions.fixReadiness()
    microphone.emit('blocked')
    expect(desk.view.microphoneHelp).toBe(true)
  })

  it.each(['resume', 'online'] as const)(
    'after %s everything is connected again at once, before a timeout has noticed',
    async (what) => {
      const desk = await readyDesk()
      desk.did.take()
      desk.fakes.desktop.emit({ kind: 'surroundings', what })
      await settle()
      const did = desk.did.take()
      for (const done of [
        'server-reconnect',
        'voice-connect:twilio-token',
        'worker-connect:twilio-token',
      ]) {
        expect(did.filter((each) => each === done)).toEqual([done])
      }
    },
  )

  it('leaves the Device of a call to the SDK when the machine wakes', async () => {
    const desk = await readyDesk()
    desk.ring()
    desk.did.take()
    desk.fakes.desktop.emit({ kind: 'surroundings', what: 'resume' })
    await settle()
    const did = desk.did.take()
    expect(did).toContain('server-reconnect')
    expect(did).not.toContain('voice-connect:twilio-token')
  })

  it('reports each change at once, and a heartbeat every five seconds', async () => {
    const desk = await readyDesk()
    desk.fakes.microphone.emit('missing')
    expect(desk.did.take()).toEqual(['report:registered:missing:connected'])
    await desk.fakes.pass(11_000)
    expect(desk.did.take()).toHaveLength(2)
  })

  it('reports again after each reconnection', async () => {
    const desk = await readyDesk()
    desk.fakes.server.emit({ kind: 'server-link', state: 'disconnected' })
    desk.fakes.server.emit({ kind: 'server-link', state: 'connected' })
    expect(desk.did.take()).toEqual(['report:registered:live:connected'])
  })

  it('builds a Device again that does not come back by itself, but never during a call', async () => {
    const desk = await readyDesk()
    desk.fakes.voice.emit({ kind: 'voice-registration', state: 'unregistered' })
    await desk.fakes.pass(14_000)
    expect(desk.did.take()).not.toContain('voice-connect:twilio-token')
    await desk.fakes.pass(2_000)
    expect(desk.did.take()).toContain('voice-connect:twilio-token')
    desk.ring()
    await desk.fakes.pass(60_000)
    expect(desk.did.take()).not.toContain('voice-connect:twilio-token')
  })

  it('finds Twilio again when it has moved, as a stand-in does that was started again', async () => {
    const desk = await readyDesk()
    desk.fakes.answers.access = () => succeed({ ...fakeAccess, token: 'moved' })
    desk.fakes.voice.emit({ kind: 'voice-registration', state: 'unregistered' })
    desk.fakes.worker.emit({ kind: 'worker-disconnected' })
    await desk.fakes.pass(32_000)
    expect(desk.did.take()).toEqual(
      expect.arrayContaining(['voice-connect:moved', 'worker-connect:moved']),
    )
  })

  it('does not end a call that began while the Device was to be built again', async () => {
    const desk = await readyDesk()
    desk.fakes.voice.emit({ kind: 'voice-registration', state: 'unregistered' })
    desk.actions.fixReadiness()
    desk.ring()
    await settle()
    expect(desk.did.take()).not.toContain('voice-connect:twilio-token')
  })
})

describe("Twilio's token", () => {
  it('is changed at half of its life, for Device and Worker', async () => {
    const desk = await readyDesk()
    await desk.fakes.pass(1_799_000)
    expect(desk.did.take()).not.toContain('voice-token:twilio-token')
    desk.fakes.answers.access = () => succeed({ ...fakeAccess, token: 'newer' })
    await desk.fakes.pass(2_000)
    expect(desk.did.take()).toEqual(
      expect.arrayContaining(['voice-token:newer', 'worker-token:newer']),
    )
  })

  it('waits for the end of a call, though not for ever', async () => {
    const desk = await readyDesk()
    desk.ring()
    desk.softphone.accept('call-1')
    desk.fakes.voice.emit({ kind: 'voice-opened', id: 'inbound-1' })
    await desk.fakes.pass(3_000_000)
    expect(desk.did.take()).not.toContain('voice-token:twilio-token')
    await desk.fakes.pass(100_000)
    expect(desk.did.take()).toContain('voice-token:twilio-token')
  })

  it('is changed at once when Twilio refuses it, and again later when that fails', async () => {
    const desk = await readyDesk()
    desk.fakes.answers.access = () => failWith('twilio-unavailable', true)
    desk.fakes.voice.emit({ kind: 'voice-token-refused' })
    await settle()
    desk.fakes.answers.access = () =>
      succeed({ ...fakeAccess, expiresAt: new Date(epoch + 7_200_000).toISOString() })
    await desk.fakes.pass(4_000)
    expect(desk.did.take()).toContain('voice-token:twilio-token')
  })
})

describe('what asks for access without end', () => {
  const refusedTokens = [
    { what: 'a Worker that tells at once that its new token has expired', part: 'worker' },
    { what: 'a Device whose new token is refused at once', part: 'voice' },
  ] as const

  it.each(refusedTokens)('is answered less and less often: $what', async ({ part }) => {
    const desk = await readyDesk()
    let asked = 0
    desk.fakes.answers.access = () => {
      asked += 1
      return succeed(fakeAccess)
    }
    const { voice, worker } = desk.fakes
    for (let second = 0; second < 600; second += 1) {
      for (let time = 0; time < 40; time += 1) {
        if (part === 'worker') worker.emit({ kind: 'worker-token-expired' })
        else voice.emit({ kind: 'voice-token-refused' })
        await settle()
      }
      await desk.fakes.pass(1_000)
    }
    // Ten minutes: the first ones soon, then one every half minute.
    expect(asked).toBeGreaterThan(15)
    expect(asked).toBeLessThan(30)
  })

  it('is answered less and less often: a server that does not give any', async () => {
    const desk = await readyDesk()
    let asked = 0
    desk.fakes.answers.access = () => {
      asked += 1
      return failWith('twilio-unavailable', true)
    }
    desk.fakes.voice.emit({ kind: 'voice-token-refused' })
    await desk.fakes.pass(600_000)
    expect(asked).toBeGreaterThan(15)
    expect(asked).toBeLessThan(30)
  })

  it('has it soon when the server is back, and at once when a person asks', async () => {
    const desk = await readyDesk()
    desk.fakes.answers.access = () => failWith('unreachable', true)
    desk.fakes.voice.emit({ kind: 'voice-registration', state: 'unregistered' })
    desk.fakes.server.emit({ kind: 'server-link', state: 'disconnected' })
    desk.fakes.voice.emit({ kind: 'voice-token-refused' })
    await desk.fakes.pass(300_000)
    desk.did.take()
    desk.fakes.answers.access = () => succeed(fakeAccess)
    desk.fakes.server.emit({ kind: 'server-link', state: 'connected' })
    await desk.fakes.pass(6_000)
    expect(desk.did.take()).toContain('voice-connect:twilio-token')
    for (let time = 0; time < 10; time += 1) {
      desk.fakes.voice.emit({ kind: 'voice-token-refused' })
      await settle()
    }
    desk.did.take()
    desk.fakes.voice.emit({ kind: 'voice-registration', state: 'unregistered' })
    desk.actions.fixReadiness()
    await settle()
    expect(desk.did.take()).toContain('voice-connect:twilio-token')
  })

  it('is answered less and less often: a server that refuses each renewed session', async () => {
    const desk = await readyDesk()
    let asked = 0
    desk.fakes.answers.refresh = () => {
      asked += 1
      return succeed(makeSession())
    }
    for (let second = 0; second < 600; second += 1) {
      for (let time = 0; time < 40; time += 1) {
        desk.fakes.server.emit({ kind: 'server-refused' })
        await settle()
      }
      await desk.fakes.pass(1_000)
    }
    expect(asked).toBeGreaterThan(15)
    expect(asked).toBeLessThan(30)
  })
})

describe('a way to Twilio that is blocked', () => {
  async function signedIn(): Promise<FakeDesk> {
    const desk = new FakeDesk()
    desk.fakes.answers.refresh = () => succeed(makeSession())
    await desk.desk.start(null)
    await settle()
    desk.fakes.server.emit({ kind: 'server-link', state: 'connected' })
    desk.fakes.microphone.emit('live')
    await settle()
    return desk
  }

  it("is named by the event bridge's host and port, once it is plain", async () => {
    const desk = await signedIn()
    desk.fakes.voice.emit({ kind: 'voice-registration', state: 'registered' })
    await desk.fakes.pass(8_000)
    expect(desk.view.readiness).toMatchObject({ failure: null, unreachable: null })
    await desk.fakes.pass(3_000)
    expect(desk.view.readiness).toMatchObject({
      failure: 'worker-disconnected',
      unreachable: { host: 'event-bridge.example', port: 443 },
    })
  })

  it('is still the same outage while the SDK tries again every second', async () => {
    const desk = await signedIn()
    desk.fakes.voice.emit({ kind: 'voice-registration', state: 'registered' })
    desk.did.take()
    for (let second = 0; second < 32; second += 1) {
      desk.fakes.worker.emit({ kind: 'worker-disconnected' })
      await desk.fakes.pass(1_000)
    }
    expect(desk.view.readiness).toMatchObject({
      failure: 'worker-disconnected',
      unreachable: { host: 'event-bridge.example', port: 443 },
    })
    expect(desk.did.take()).toContain('worker-connect:twilio-token')
  })

  it("is named by the signalling's host and port", async () => {
    const desk = await signedIn()
    for (let second = 0; second < 11; second += 1) {
      desk.fakes.voice.emit({ kind: 'voice-registration', state: 'registering' })
      desk.fakes.voice.emit({ kind: 'voice-registration', state: 'unregistered' })
      await desk.fakes.pass(1_000)
    }
    expect(desk.view.readiness).toMatchObject({
      failure: 'device-unregistered',
      unreachable: { host: 'voice.example', port: 443 },
    })
  })

  it('is not what a refused token is called', async () => {
    const desk = await signedIn()
    desk.fakes.voice.emit({ kind: 'voice-registration', state: 'unregistered' })
    desk.fakes.voice.emit({ kind: 'voice-token-refused' })
    await desk.fakes.pass(12_000)
    expect(desk.view.readiness).toMatchObject({
      failure: 'device-unregistered',
      unreachable: null,
    })
  })

  it("is named by the server's host and port", async () => {
    const desk = await readyDesk()
    desk.fakes.server.emit({ kind: 'server-link', state: 'disconnected' })
    expect(desk.view.readiness).toMatchObject({
      failure: 'server-disconnected',
      unreachable: { host: '127.0.0.1', port: 4400 },
    })
  })

  it('is tried less and less often', async () => {
    const desk = await signedIn()
    await desk.fakes.pass(600_000)
    const did = desk.did.take()
    const times = (what: string) => did.filter((each) => each === `${what}:twilio-token`).length
    expect(times('voice-connect')).toBeGreaterThan(5)
    expect(times('voice-connect')).toBeLessThan(15)
    expect(times('worker-connect')).toBeGreaterThan(3)
    expect(times('worker-connect')).toBeLessThan(10)
  })
})

describe('presence', () => {
  it('shows what was asked for until TaskRouter confirms it', async () => {
    const desk = await readyDesk()
    desk.softphone.agentState.set(unavailable.sid)
    expect(desk.view.presence).toMatchObject({ current: available, pending: unavailable })
    desk.fakes.worker.emit({ kind: 'worker-activity', current: unavailable })
    expect(desk.view.presence).toMatchObject({ current: unavailable, pending: null })
  })

  it('takes it back and says so when TaskRouter refuses', async () => {
    const desk = await readyDesk()
    desk.fakes.answers.setActivity = () => false
    desk.softphone.agentState.set(unavailable.sid)
    await settle()
    expect(desk.view.presence).toMatchObject({ current: available, pending: null })
    expect(desk.view.notice).toEqual({ kind: 'failed', what: 'presence' })
  })

  it('reads everything again when the Worker comes back', async () => {
    const desk = await readyDesk()
    desk.fakes.worker.emit({ kind: 'worker-disconnected' })
    desk.fakes.worker.emit({
      kind: 'worker-ready',
      activities: [available, unavailable],
      current: unavailable,
    })
    expect(desk.view.presence.current).toEqual(unavailable)
    expect(desk.view.readiness.worker).toBe('connected')
  })
})

describe('wrap-up', () => {
  it('is saved after a pause in the typing, the newest text alone', async () => {
    const desk = await readyDesk()
    desk.actions.writeNotes('call-1', 'P')
    desk.actions.writeNotes('call-1', 'Pa')
    desk.actions.writeNotes('call-1', 'Parcel')
    await desk.fakes.pass(1_000)
    expect(desk.did.take().filter((call) => call.startsWith('save'))).toEqual([
      'save-notes:call-1:Parcel',
    ])
  })
})
