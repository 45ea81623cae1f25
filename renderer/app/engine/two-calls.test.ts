import { describe, expect, it } from 'vitest'
import { settle } from '../../../tests/fakes/fake-ports.ts'
import { instant, makeParty, makeTransfer, makeWaiting } from '../../../tests/fakes/snapshots.ts'
import {
  deskWithBoth,
  dialing,
  first,
  firstHeld,
  second,
} from '../../../tests/fakes/two-call-desk.ts'
import { failWith } from '../../ports/result.ts'
import type { CallSnapshot } from '../../../server/contract/desk.ts'

const customer = { kind: 'number', number: '+14155550199' } as const

describe('two calls at a desk', () => {
  it('are shown with the held one beside, since when it is proved to be on hold', async () => {
    const desk = await deskWithBoth()
    expect(desk.inHand).toBe('call-2')
    expect(desk.view.secondCall).toEqual({
      kind: 'set-aside',
      callId: 'call-1',
      name: 'Marta Oliveira',
      number: '+14155550123',
      queueName: 'Support',
      heldSince: instant(9_000),
      pending: null,
      canMerge: true,
    })
  })

  it('change places at once, and each is muted as the agent had it', async () => {
    const desk = await deskWithBoth()
    desk.softphone.mute('call-2', true)
    desk.did.take()
    desk.softphone.switchTo('call-1')
    expect(desk.inHand).toBe('call-1')
    expect(desk.view.stage).toMatchObject({ muted: false })
    expect(desk.view.secondCall).toMatchObject({ callId: 'call-2', pending: 'switch' })
    // The second was muted by the agent before it was put aside: nothing is to be done there.
    expect(desk.did.take()).toEqual(['request-switch:call-1', 'voice-mute:inbound-1:false'])
    await settle()
    expect(desk.view.secondCall).toMatchObject({ pending: null })
    desk.softphone.switchTo('call-2')
    expect(desk.view.stage).toMatchObject({ call: { callId: 'call-2' }, muted: true })
    expect(desk.did.take()).toEqual(['request-switch:call-2', 'voice-mute:inbound-1:true'])
  })

  it('change places one time after the other: a second word waits for the first answer', async () => {
    const desk = await deskWithBoth()
    desk.softphone.switchTo('call-1')
    desk.softphone.switchTo('call-2')
    expect(desk.inHand).toBe('call-1')
  })

  it('are as they were when the server refuses, and the agent sees who it was about', async () => {
    const desk = await deskWithBoth()
    desk.fakes.answers.request = () => failWith('unreachable', true)
    desk.softphone.switchTo('call-1')
    desk.did.take()
    await settle()
    expect(desk.inHand).toBe('call-2')
    expect(desk.view.stage).toMatchObject({
      failure: { command: 'resume', code: 'unreachable', who: 'Marta Oliveira' },
    })
    expect(desk.did.take()).toEqual([
      'voice-mute:waiting-call-2:false',
      'voice-mute:inbound-1:true',
    ])
  })

  it.each([
    ['the one that is in hand already', [firstHeld, second], 'call-2'],
    ['one that the desk does not have', [firstHeld, second], 'call-3'],
    ['one while the other is still ringing out', [firstHeld, dialing()], 'call-1'],
  ])('do not change places for %s', async (_what, calls, callId) => {
    const desk = await deskWithBoth()
    desk.tell(...calls)
    desk.softphone.switchTo(callId)
    expect(desk.inHand).toBe('call-2')
    expect(desk.did.take()).toEqual([])
  })

  it('live apart: what happens to the held leg is not shown of the one in hand', async () => {
    const desk = await deskWithBoth()
    desk.fakes.voice.emit({ kind: 'voice-reconnecting', id: 'inbound-1' })
    desk.fakes.voice.emit({ kind: 'voice-quality', id: 'inbound-1', poor: true })
    expect(desk.view.stage).toMatchObject({ call: { callId: 'call-2' }, link: 'good' })
    desk.softphone.switchTo('call-1')
    expect(desk.view.stage).toMatchObject({ call: { callId: 'call-1' }, link: 'reconnecting' })
  })

  it('have keys each of its own: those still to go when it is put aside are stopped', async () => {
    const desk = await deskWithBoth()
    desk.softphone.sendDigits('call-2', '12')
    desk.did.take()
    desk.softphone.switchTo('call-1')
    expect(desk.did.take()).toContain('voice-stop-keys:waiting-call-2')
    expect(desk.view.stage).toMatchObject({ call: { callId: 'call-1' }, keys: [] })
    desk.fakes.voice.emit({ kind: 'voice-keys', id: 'waiting-call-2', keys: '12', became: 'lost' })
    await settle()
    desk.softphone.switchTo('call-2')
    expect(desk.view.stage).toMatchObject({ keys: [{ became: 'lost', keys: '12' }] })
    expect(desk.did.take()).not.toContain('voice-stop-keys:inbound-1')
  })

  it('go on with the first when the second is over: heard again, and still on hold', async () => {
    const desk = await deskWithBoth()
    desk.end('waiting-call-2')
    desk.tell(firstHeld)
    expect(desk.inHand).toBe('call-1')
    expect(desk.view.secondCall).toBeNull()
    expect(desk.did.take()).toEqual(['voice-mute:inbound-1:false'])
  })

  it('go on with the second when the held one is over', async () => {
    const desk = await deskWithBoth()
    desk.end('inbound-1')
    desk.tell(second)
    expect(desk.inHand).toBe('call-2')
    expect(desk.view.stage).toMatchObject({ link: 'good' })
    expect(desk.view.secondCall).toBeNull()
  })

  it('are hung up each by its own leg', async () => {
    const desk = await deskWithBoth()
    desk.softphone.hangUp('call-1')
    await settle()
    expect(desk.did.take()).toEqual(['command:hang-up:call-1', 'voice-hang-up:inbound-1'])
    const over = { kind: 'ended', at: instant(), reason: 'customer-hung-up' } as const
    desk.tell(firstHeld, { ...second, state: over })
    expect(desk.did.take()).toEqual(['voice-hang-up:waiting-call-2'])
  })

  it('leave no room for a third', async () => {
    const desk = await deskWithBoth()
    desk.ring('inbound-3', 'call-3')
    expect(desk.did.take()).toEqual(['voice-decline:inbound-3'])
    desk.tell(firstHeld, second, makeWaiting({ callId: 'call-3' }))
    desk.softphone.accept('call-3')
    desk.softphone.place(customer, undefined)
    expect(desk.view.dialler.error).toBe('already-on-a-call')
    expect(desk.did.take().filter((what) => what.startsWith('voice-'))).toEqual([])
  })

  it('are lost with the page or the Device: the server says what goes on', async () => {
    const desk = await deskWithBoth()
    desk.end('inbound-1', 'failed')
    desk.end('waiting-call-2', 'failed')
    expect(desk.view.stage).toMatchObject({ kind: 'call', link: 'reconnecting' })
    desk.tell()
    expect(desk.view).toMatchObject({ stage: { kind: 'idle' }, secondCall: null })
  })
})

describe('a merge', () => {
  it('is asked for once and pending until the other call is over', async () => {
    const desk = await deskWithBoth()
    desk.softphone.merge('call-2', 'call-1')
    desk.softphone.merge('call-2', 'call-1')
    await settle()
    expect(desk.did.take()).toEqual(['request-merge:call-2:call-1'])
    desk.tell(firstHeld, second)
    expect(desk.view.secondCall).toMatchObject({ pending: 'merge', canMerge: false })
    desk.end('inbound-1')
    const over = { kind: 'ended', at: instant(), reason: 'transferred' } as const
    const merged = makeParty({ partyId: 'merged', role: 'external', joinedHow: 'merged' })
    desk.tell({ ...first, state: over }, { ...second, parties: [...second.parties, merged] })
    expect(desk.view.secondCall).toBeNull()
    expect(desk.view.notice).toBeNull()
    expect(desk.view.stage).toMatchObject({ kind: 'call', link: 'good', failure: null })
  })

  it('was refused: told at the call in hand, and both are as they were', async () => {
    const desk = await deskWithBoth()
    desk.fakes.answers.request = () => failWith('invalid-request', false)
    desk.softphone.merge('call-2', 'call-1')
    await settle()
    expect(desk.view.stage).toMatchObject({ failure: { command: 'merge', code: 'refused' } })
    expect(desk.view.secondCall).toMatchObject({ pending: null, canMerge: true })
  })

  it('came to nothing: the failure of the call that was to end is told at the one in hand', async () => {
    const desk = await deskWithBoth()
    desk.softphone.merge('call-2', 'call-1')
    await settle()
    const failure = { command: 'merge', code: 'failed', who: null, at: instant(5_000) } as const
    desk.tell({ ...firstHeld, failure }, second)
    expect(desk.view.stage).toMatchObject({ call: { callId: 'call-2' }, failure })
    expect(desk.view.secondCall).toMatchObject({ pending: null })
  })

  it.each<[string, CallSnapshot, CallSnapshot]>([
    ['the held one is being transferred', { ...firstHeld, transfer: makeTransfer() }, second],
    [
      'there are more people in the held one',
      { ...firstHeld, parties: [...firstHeld.parties, makeParty({ partyId: 'third' })] },
      second,
    ],
    ['the one in hand still rings out', firstHeld, dialing()],
  ])('is not to be had while %s', async (_why, aside, inHand) => {
    const desk = await deskWithBoth()
    desk.tell(aside, inHand)
    expect(desk.view.secondCall).toMatchObject({ kind: 'set-aside', canMerge: false })
  })
})
