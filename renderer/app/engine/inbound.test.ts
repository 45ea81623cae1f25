import { describe, expect, it } from 'vitest'
import { FakeDesk, unavailable } from '../../../tests/fakes/fake-desk.ts'
import { settle } from '../../../tests/fakes/fake-ports.ts'
import {
  instant,
  makeCall,
  makeDesk,
  makeParty,
  makeWrapUp,
} from '../../../tests/fakes/snapshots.ts'
import { failWith } from '../../ports/result.ts'
import { makeRecent } from '../../gallery/people.ts'
import type { CallSnapshot } from '../../../server/contract/desk.ts'

const ringing: CallSnapshot['state'] = {
  kind: 'ringing',
  since: instant(),
  deadline: instant(20_000),
}

async function readyDesk(): Promise<FakeDesk> {
  const desk = new FakeDesk()
  await desk.becomeReady()
  return desk
}

async function talkingDesk(): Promise<FakeDesk> {
  const desk = await readyDesk()
  desk.ring()
  desk.softphone.accept('call-1')
  desk.fakes.voice.emit({ kind: 'voice-opened', id: 'inbound-1' })
  tell(desk, 2, { calls: [makeCall()] })
  desk.did.take()
  return desk
}

function tell(desk: FakeDesk, revision: number, over: Parameters<typeof makeDesk>[0]) {
  desk.fakes.server.emit({ kind: 'desk', snapshot: makeDesk({ revision, ...over }) })
}

describe('a call that comes in', () => {
  it('rings as soon as the SDK has it, and gains its context with the snapshot', async () => {
    const desk = await readyDesk()
    desk.ring()
    expect(desk.did.take()).toEqual(['ring', 'show-ringing:call-1', 'warm'])
    expect(desk.view.stage).toMatchObject({
      kind: 'ringing',
      callId: 'call-1',
      callerNumber: '+14155550123',
      callerName: null,
      deadline: null,
      pending: null,
    })
    tell(desk, 2, { calls: [makeCall({ state: ringing })] })
    // The notification learns it too.
    expect(desk.did.take()).toEqual(['show-ringing:call-1'])
    tell(desk, 3, { calls: [makeCall({ state: ringing })] })
    expect(desk.did.take()).toEqual([])
    expect(desk.view.stage).toMatchObject({
      callerName: 'Marta Oliveira',
      queueName: 'Support',
      waitedSeconds: 12,
      deadline: instant(20_000),
    })
  })

  it('does not ring for a call that only the server knows', async () => {
    const desk = await readyDesk()
    tell(desk, 2, { calls: [makeCall({ state: ringing })] })
    expect(desk.view.stage).toEqual({ kind: 'idle' })
  })

  it('is answered: silence at once, the call when both sides say so', async () => {
    const desk = await readyDesk()
    tell(desk, 2, { calls: [makeCall({ state: ringing })] })
    desk.ring()
    desk.did.take()
    desk.softphone.accept('call-1')
    expect(desk.did.take()).toEqual([
      'voice-answer:inbound-1',
      'command:answer:call-1',
      'clear-ringing:call-1',
      'silence',
    ])
    expect(desk.view.stage).toMatchObject({ kind: 'ringing', pending: 'answer' })
    tell(desk, 3, { calls: [makeCall({ state: { kind: 'connecting', since: instant() } })] })
    expect(desk.view.stage).toMatchObject({ kind: 'call', call: { state: { kind: 'connecting' } } })
    desk.fakes.voice.emit({ kind: 'voice-opened', id: 'inbound-1' })
    expect(desk.did.take()).toEqual(['cool'])
    tell(desk, 4, { calls: [makeCall()] })
    expect(desk.view.stage).toMatchObject({
      kind: 'call',
      call: { state: { kind: 'active' } },
      muted: false,
      link: 'good',
    })
  })

  it('is answered once, however often the button is pressed', async () => {
    const desk = await readyDesk()
    desk.ring()
    desk.softphone.accept('call-1')
    desk.softphone.accept('call-1')
    desk.fakes.desktop.emit({ kind: 'hotkey', name: 'answer' })
    expect(desk.did.take().filter((call) => call.startsWith('voice-answer'))).toHaveLength(1)
  })

  it('is answered by its notification, but not by that of a call before it', async () => {
    const desk = await readyDesk()
    desk.ring()
    desk.fakes.desktop.emit({ kind: 'ringing-action', callId: 'call-0', action: 'answer' })
    desk.fakes.desktop.emit({ kind: 'ringing-action', callId: 'call-1', action: 'show' })
    expect(desk.view.stage).toMatchObject({ pending: null })
    desk.fakes.desktop.emit({ kind: 'ringing-action', callId: 'call-1', action: 'answer' })
    expect(desk.view.stage).toMatchObject({ pending: 'answer' })
  })

  it('is answered as the caller hangs up: the agent is told why the call is gone', async () => {
    const desk = await readyDesk()
    tell(desk, 2, { calls: [makeCall({ state: ringing })] })
    desk.ring()
    desk.softphone.accept('call-1')
    desk.fakes.voice.emit({ kind: 'voice-opened', id: 'inbound-1' })
    const givenUp = makeRecent({ callId: 'call-1', outcome: 'abandoned' })
    tell(desk, 3, { recent: [givenUp] })
    desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'remote' })
    expect(desk.view.stage).toEqual({ kind: 'idle' })
    expect(desk.view.notice).toEqual({ kind: 'ended', reason: 'customer-hung-up' })
  })

  it('is declined: the ring stops, and no notice is made of it', async () => {
    const desk = await readyDesk()
    desk.ring()
    desk.did.take()
    desk.softphone.decline('call-1')
    expect(desk.did.take()).toEqual([
      'voice-decline:inbound-1',
      'clear-ringing:call-1',
      'silence',
      'cool',
    ])
    expect(desk.view.stage).toMatchObject({ pending: 'decline' })
    desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'rejected' })
    expect(desk.view.stage).toEqual({ kind: 'idle' })
    expect(desk.view.notice).toBeNull()
  })

  it.each(['before', 'after'])(
    'is missed: the notice names the activity that TaskRouter set %s the ring ended',
    async (order) => {
      const desk = await readyDesk()
      desk.ring()
      const move = () => desk.fakes.worker.emit({ kind: 'worker-activity', current: unavailable })
      if (order === 'before') move()
      desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'cancelled' })
      if (order === 'after') move()
      expect(desk.view.notice).toEqual({
        kind: 'missed',
        callerNumber: '+14155550123',
        activityName: 'Unavailable',
      })
      expect(desk.did.take()).toContain('silence')
    },
  )

  it('is not missed when the same conversation was answered elsewhere', async () => {
    const desk = await readyDesk()
    desk.ring()
    desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'cancelled' })
    expect(desk.view.notice).toMatchObject({ kind: 'missed' })
    tell(desk, 2, { calls: [makeCall()] })
    expect(desk.view.notice).toBeNull()
  })

  it('failed to be answered: the agent is told', async () => {
    const desk = await readyDesk()
    desk.ring()
    desk.softphone.accept('call-1')
    desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'failed' })
    expect(desk.view.notice).toEqual({ kind: 'failed', what: 'answer' })
  })

  it('gives the desk back when an answered call never opens', async () => {
    const desk = await readyDesk()
    desk.ring()
    desk.softphone.accept('call-1')
    await desk.fakes.pass(19_000)
    expect(desk.did.take()).not.toContain('voice-hang-up:inbound-1')
    await desk.fakes.pass(2_000)
    expect(desk.did.take()).toContain('voice-hang-up:inbound-1')
  })

  it('refuses a second call while one is there', async () => {
    const desk = await talkingDesk()
    desk.ring('inbound-2', 'call-2')
    expect(desk.did.take()).toEqual(['voice-decline:inbound-2'])
    desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-2', reason: 'rejected' })
    desk.softphone.mute('call-1', true)
    expect(desk.view.stage).toMatchObject({ kind: 'call', muted: true })
  })

  it('finds its conversation by the leg when the offer does not name it', async () => {
    const desk = await readyDesk()
    tell(desk, 2, { calls: [makeCall({ callId: 'call-7', state: ringing })] })
    desk.ring('inbound-1', null)
    expect(desk.view.stage).toMatchObject({ kind: 'ringing', callId: 'call-7' })
  })
})

describe('a call in hand', () => {
  it('is muted at once and at this desk alone', async () => {
    const desk = await talkingDesk()
    desk.softphone.mute('call-1', true)
    expect(desk.view.stage).toMatchObject({ muted: true })
    desk.fakes.desktop.emit({ kind: 'hotkey', name: 'toggle-mute' })
    expect(desk.view.stage).toMatchObject({ muted: false })
    expect(desk.did.take()).toEqual(['voice-mute:inbound-1:true', 'voice-mute:inbound-1:false'])
  })

  it('sends keys, and shows as sent those alone that are out', async () => {
    const desk = await talkingDesk()
    desk.softphone.sendDigits('call-1', '1')
    desk.softphone.sendDigits('call-1', '2#')
    expect(desk.view.stage).toMatchObject({ keys: [{ became: 'waiting', keys: '12#' }] })
    expect(desk.did.take()).toEqual(['voice-digits:inbound-1:1', 'voice-digits:inbound-1:2#'])
    const tellKeys = (keys: string, became: 'sent' | 'lost') =>
      desk.fakes.voice.emit({ kind: 'voice-keys', id: 'inbound-1', keys, became })
    tellKeys('1', 'sent')
    expect(desk.view.stage).toMatchObject({
      keys: [
        { became: 'sent', keys: '1' },
        { became: 'waiting', keys: '2#' },
      ],
    })
    tellKeys('2#', 'lost')
    expect(desk.view.stage).toMatchObject({
      keys: [
        { became: 'sent', keys: '1' },
        { became: 'lost', keys: '2#' },
      ],
    })
  })

  it('is held: asked for at once, confirmed by the snapshot alone', async () => {
    const desk = await talkingDesk()
    desk.softphone.hold('call-1')
    expect(holdOf(desk)).toMatchObject({ requested: true, confirmed: false })
    await settle()
    expect(holdOf(desk)).toMatchObject({ requested: true, confirmed: false })
    const held = makeParty({ hold: { requested: true, confirmed: true, since: instant() } })
    tell(desk, 3, { calls: [makeCall({ parties: [held] })] })
    expect(holdOf(desk)).toMatchObject({ requested: true, confirmed: true })
  })

  it('shows that a hold failed, and takes back that it was asked for', async () => {
    const desk = await talkingDesk()
    desk.fakes.answers.request = () => failWith('unreachable', true)
    desk.softphone.hold('call-1')
    await settle()
    expect(holdOf(desk)).toMatchObject({ requested: false })
    expect(desk.view.stage).toMatchObject({ failure: { command: 'hold', code: 'unreachable' } })
  })

  it('is hung up: the server first, then our own leg', async () => {
    const desk = await talkingDesk()
    desk.softphone.hangUp('call-1')
    expect(desk.view.stage).toMatchObject({ hangingUp: true })
    expect(desk.did.take()).toEqual(['command:hang-up:call-1'])
    await settle()
    expect(desk.did.take()).toEqual(['voice-hang-up:inbound-1'])
    desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'local' })
    expect(desk.view.stage).toMatchObject({ kind: 'call', hangingUp: true })
    const ended = makeCall({ state: { kind: 'ended', at: instant(), reason: 'agent-hung-up' } })
    tell(desk, 3, { calls: [ended], wrapUps: [makeWrapUp()] })
    expect(desk.view.stage).toMatchObject({ kind: 'wrap-up' })
  })

  it('is hung up without a server: our own leg goes at once, and so does the call', async () => {
    const desk = await talkingDesk()
    desk.fakes.server.emit({ kind: 'server-link', state: 'disconnected' })
    desk.fakes.answers.command = () => failWith('unreachable', true)
    desk.softphone.hangUp('call-1')
    expect(desk.did.take()).toContain('voice-hang-up:inbound-1')
    desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'local' })
    expect(desk.view.stage).toEqual({ kind: 'idle' })
  })

  it('lets our own leg go when the server takes its time', async () => {
    const desk = await talkingDesk()
    const never = new Promise<never>(() => undefined)
    desk.fakes.ports.server.command = () => never
    desk.softphone.hangUp('call-1')
    await desk.fakes.pass(2_000)
    expect(desk.did.take()).toContain('voice-hang-up:inbound-1')
  })

  it('goes on through a lost connection, and says so', async () => {
    const desk = await talkingDesk()
    desk.fakes.voice.emit({ kind: 'voice-reconnecting', id: 'inbound-1' })
    expect(desk.view.stage).toMatchObject({ link: 'reconnecting' })
    desk.fakes.voice.emit({ kind: 'voice-reconnected', id: 'inbound-1' })
    desk.fakes.voice.emit({ kind: 'voice-quality', id: 'inbound-1', poor: true })
    expect(desk.view.stage).toMatchObject({ link: 'poor' })
  })

  it('can be ended even when the server knows nothing of it', async () => {
    const desk = await talkingDesk()
    tell(desk, 3, { calls: [] })
    expect(desk.view.stage).toMatchObject({ kind: 'call', call: { callId: 'call-1' } })
    desk.fakes.answers.command = () => failWith('not-found', false)
    desk.softphone.hangUp('call-1')
    await settle()
    expect(desk.did.take()).toContain('voice-hang-up:inbound-1')
  })

  it('releases our leg when the server says that the conversation is over', async () => {
    const desk = await talkingDesk()
    const ended = makeCall({ state: { kind: 'ended', at: instant(), reason: 'customer-hung-up' } })
    tell(desk, 3, { calls: [ended], wrapUps: [makeWrapUp()] })
    expect(desk.did.take()).toEqual(['voice-hang-up:inbound-1'])
    expect(desk.view.stage).toMatchObject({ kind: 'wrap-up' })
  })

  it('is not undone by a snapshot that comes late', async () => {
    const desk = await talkingDesk()
    tell(desk, 5, { calls: [makeCall({ queueName: 'Sales' })] })
    tell(desk, 4, { calls: [] })
    expect(desk.view.stage).toMatchObject({ call: { queueName: 'Sales' } })
  })

  it('takes the snapshots of a server that has started again', async () => {
    const desk = await talkingDesk()
    tell(desk, 5, { calls: [makeCall({ queueName: 'Sales' })] })
    desk.fakes.server.emit({ kind: 'server-link', state: 'connecting' })
    desk.fakes.server.emit({ kind: 'server-link', state: 'connected' })
    // Its clock was set back meanwhile, and it counts from another store.
    tell(desk, 1, { serverTime: instant(-600_000), calls: [makeCall({ queueName: 'Support' })] })
    expect(desk.view.stage).toMatchObject({ call: { queueName: 'Support' } })
  })
})

function holdOf(desk: FakeDesk) {
  const { stage } = desk.view
  if (stage.kind !== 'call') throw new Error(`The stage shows ${stage.kind}.`)
  return stage.call.parties.find((party) => party.role === 'customer')?.hold
}
