import { describe, expect, it } from 'vitest'
import { FakeDesk } from '../../../tests/fakes/fake-desk.ts'
import { settle } from '../../../tests/fakes/fake-ports.ts'
import { makeCall, makeDesk } from '../../../tests/fakes/snapshots.ts'

async function readyDesk(): Promise<FakeDesk> {
  const desk = new FakeDesk()
  await desk.becomeReady()
  return desk
}

describe('a desk beside a server of another version', () => {
  it.each([
    ['desk-outdated', { version: 3, oldest: 3 }],
    ['server-outdated', { version: 0, oldest: 0 }],
  ])(
    'is %s beside a server that speaks another language, and is offered nothing',
    async (failure, protocol) => {
      const desk = await readyDesk()
      desk.fakes.server.emit({ kind: 'server-link', state: 'disconnected' })
      desk.fakes.answers.protocol = protocol
      desk.fakes.server.emit({ kind: 'server-link', state: 'connected' })
      await settle()
      expect(desk.view.readiness).toMatchObject({ ready: false, failure })
      desk.did.take()
      await desk.fakes.pass(11_000)
      expect(desk.did.take().filter((each) => each.startsWith('report:'))).toEqual([])
      desk.actions.fixReadiness()
      expect(desk.did.take()).toContain('server-reconnect')
    },
  )

  it('says that it cannot read its server, keeps the call with mute and hang-up, and recovers', async () => {
    const desk = await readyDesk()
    desk.ring()
    desk.softphone.accept('call-1')
    desk.fakes.voice.emit({ kind: 'voice-opened', id: 'inbound-1' })
    const snapshot = makeDesk({ calls: [makeCall({ callId: 'call-1' })] })
    desk.fakes.server.emit({ kind: 'desk', snapshot })
    desk.fakes.server.emit({ kind: 'desk-unreadable', issues: 'calls.0.state: invalid_union' })
    expect(desk.view.readiness).toMatchObject({ ready: false, failure: 'desk-outdated' })
    desk.softphone.mute('call-1', true)
    expect(desk.view.stage).toMatchObject({ kind: 'call', muted: true })
    desk.did.take()
    desk.softphone.hangUp('call-1')
    expect(desk.did.take().join(' ')).toContain('hang-up')
    desk.fakes.server.emit({ kind: 'desk', snapshot: { ...snapshot, revision: 9 } })
    expect(desk.view.readiness.failure).toBeNull()
  })
})
