import { describe, expect, it } from 'vitest'
import { settle } from '../../../tests/fakes/fake-ports.ts'
import { makeWaiting } from '../../../tests/fakes/snapshots.ts'
import {
  dialing,
  first,
  talkingDesk,
  type TwoCallDesk,
} from '../../../tests/fakes/two-call-desk.ts'
import { failWith } from '../../ports/result.ts'

const customer = { kind: 'number', number: '+14155550199' } as const

describe('a call that waits', () => {
  it('is shown beside the call in hand, with one low signal and a notification', async () => {
    const desk = await talkingDesk()
    desk.tell(first, makeWaiting())
    expect(desk.did.take()).toEqual(['beep', 'show-ringing:call-2', 'warm'])
    expect(desk.inHand).toBe('call-1')
    expect(desk.view.secondCall).toMatchObject({
      kind: 'offered',
      ringing: { callId: 'call-2', callerName: 'Tomas Novak', queueName: 'Sales', pending: null },
    })
    desk.tell(first, makeWaiting())
    expect(desk.did.take()).toEqual([])
  })

  it.each([
    ['its button', (desk: TwoCallDesk) => desk.softphone.accept('call-2')],
    [
      'the hotkey',
      (desk: TwoCallDesk) => desk.fakes.desktop.emit({ kind: 'hotkey', name: 'answer' }),
    ],
    [
      'its notification',
      (desk: TwoCallDesk) =>
        desk.fakes.desktop.emit({ kind: 'ringing-action', callId: 'call-2', action: 'answer' }),
    ],
  ])(
    'is answered by %s: our leg connects to it, the other is muted at once',
    async (_by, answer) => {
      const desk = await talkingDesk()
      desk.tell(first, makeWaiting())
      desk.did.take()
      answer(desk)
      answer(desk)
      const did = desk.did.take()
      expect(did).toContain('voice-dial:waiting-call-2:call-2')
      expect(did).toContain('voice-mute:inbound-1:true')
      expect(did.filter((what) => what.startsWith('voice-dial'))).toHaveLength(1)
      expect(did.filter((what) => what.startsWith('request-'))).toEqual([])
      expect(desk.view.stage).toMatchObject({
        kind: 'call',
        call: { callId: 'call-2', state: { kind: 'connecting' } },
        muted: false,
      })
      expect(desk.view.secondCall).toMatchObject({
        kind: 'set-aside',
        callId: 'call-1',
        name: 'Marta Oliveira',
        heldSince: null,
        canMerge: false,
      })
    },
  )

  it('could not be connected to: the first is back, and its customer is resumed again', async () => {
    const desk = await talkingDesk()
    desk.tell(first, makeWaiting())
    desk.softphone.accept('call-2')
    desk.did.take()
    desk.end('waiting-call-2', 'failed')
    expect(desk.inHand).toBe('call-1')
    expect(desk.view.notice).toEqual({ kind: 'failed', what: 'answer' })
    expect(desk.did.take()).toEqual(
      expect.arrayContaining(['request-switch:call-1', 'voice-mute:inbound-1:false']),
    )
  })

  it('is declined at the server, and the call in hand goes on', async () => {
    const desk = await talkingDesk()
    desk.tell(first, makeWaiting())
    desk.did.take()
    desk.softphone.decline('call-2')
    expect(desk.did.take()).toEqual(['command:hang-up:call-2', 'clear-ringing:call-2', 'cool'])
    expect(desk.view.secondCall).toMatchObject({ ringing: { pending: 'decline' } })
    await settle()
    desk.tell(first)
    expect(desk.view.secondCall).toBeNull()
    expect(desk.did.take()).toEqual([])
  })

  it('rings as any other once the call in hand is over, and Answer connects to it', async () => {
    const desk = await talkingDesk()
    desk.tell(first, makeWaiting())
    desk.did.take()
    desk.end('inbound-1')
    desk.tell(makeWaiting())
    expect(desk.did.take()).toEqual(['ring'])
    expect(desk.view).toMatchObject({
      stage: { kind: 'ringing', callId: 'call-2', pending: null },
      secondCall: null,
    })
    desk.softphone.accept('call-2')
    expect(desk.did.take()).toEqual([
      'voice-dial:waiting-call-2:call-2',
      'clear-ringing:call-2',
      'silence',
    ])
    expect(desk.view.stage).toMatchObject({ kind: 'ringing', pending: 'answer' })
  })

  it('is declined with nobody in hand, too', async () => {
    const desk = await talkingDesk()
    desk.end('inbound-1')
    desk.tell(makeWaiting())
    desk.did.take()
    desk.softphone.decline('call-2')
    expect(desk.did.take()).toContain('command:hang-up:call-2')
    expect(desk.view.stage).toMatchObject({ kind: 'ringing', pending: 'decline' })
  })
})

describe('a call that is dialled during another', () => {
  it('puts that one aside once the server has taken it', async () => {
    const desk = await talkingDesk()
    desk.softphone.place({ kind: 'agent', agentId: 'grace' }, undefined)
    expect(desk.inHand).toBe('call-1')
    await settle()
    expect(desk.did.take()).toEqual([
      'server-dial:grace',
      'warm',
      'voice-dial:outbound-call-out:call-out',
      'voice-mute:inbound-1:true',
    ])
    desk.tell(first, dialing('call-out'))
    expect(desk.inHand).toBe('call-out')
    expect(desk.view.secondCall).toMatchObject({ kind: 'set-aside', callId: 'call-1' })
  })

  it('could not begin: the first is in hand again, heard and resumed', async () => {
    const desk = await talkingDesk()
    desk.softphone.place(customer, undefined)
    await settle()
    desk.did.take()
    desk.end('outbound-call-out', 'failed')
    expect(desk.inHand).toBe('call-1')
    expect(desk.view.dialler.error).toBe('not-ready')
    expect(desk.did.take()).toEqual(
      expect.arrayContaining(['request-switch:call-1', 'voice-mute:inbound-1:false']),
    )
  })

  it('is refused by the server, and nothing has changed', async () => {
    const desk = await talkingDesk()
    desk.fakes.answers.dial = () => failWith('already-on-a-call', false)
    desk.softphone.place(customer, undefined)
    await settle()
    expect(desk.view.dialler.error).toBe('already-on-a-call')
    expect(desk.view.stage).toMatchObject({ call: { callId: 'call-1' }, muted: false })
    expect(desk.did.take().filter((what) => what.startsWith('voice-'))).toEqual([])
  })
})
