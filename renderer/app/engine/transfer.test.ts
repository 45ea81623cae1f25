import { describe, expect, it } from 'vitest'
import { FakeDesk } from '../../../tests/fakes/fake-desk.ts'
import { settle } from '../../../tests/fakes/fake-ports.ts'
import {
  instant,
  makeAgent,
  makeCall,
  makeConsult,
  makeDesk,
  makeParty,
  makeTransfer,
  makeWrapUp,
} from '../../../tests/fakes/snapshots.ts'
import { failWith } from '../../ports/result.ts'
import type { CallSnapshot, DeskSnapshot } from '../../../server/contract/desk.ts'

const grace = { kind: 'agent', agentId: 'grace' } as const
const sales = { kind: 'queue', queueId: 'WQsales' } as const
const three = [makeParty(), makeAgent(), makeConsult()]
const transferred = makeCall({ state: { kind: 'ended', at: instant(), reason: 'transferred' } })

/** Tells a desk what the server knows, each time with a newer revision. */
class TransferDesk extends FakeDesk {
  #revision = 1

  tell(over: Partial<DeskSnapshot>): void {
    this.#revision += 1
    const snapshot = makeDesk({ revision: this.#revision, ...over })
    this.fakes.server.emit({ kind: 'desk', snapshot })
  }

  tellCall(over: Partial<CallSnapshot>): void {
    this.tell({ calls: [makeCall(over)] })
  }

  get stage() {
    const { stage } = this.view
    if (stage.kind !== 'call') throw new Error(`The stage shows ${stage.kind}.`)
    return stage
  }
}

async function talkingDesk(): Promise<TransferDesk> {
  const desk = new TransferDesk()
  await desk.becomeReady()
  void desk.softphone.directory()
  await settle()
  desk.ring()
  desk.softphone.accept('call-1')
  desk.fakes.voice.emit({ kind: 'voice-opened', id: 'inbound-1' })
  desk.tellCall({})
  desk.did.take()
  return desk
}

async function consultingDesk(): Promise<TransferDesk> {
  const desk = await talkingDesk()
  desk.tellCall({ parties: three, transfer: makeTransfer() })
  return desk
}

describe('the targets of a call', () => {
  it('is asked for, and what was known before stays until the answer', async () => {
    const desk = await talkingDesk()
    desk.fakes.answers.targets = () => failWith('unreachable', true)
    void desk.softphone.directory()
    void desk.softphone.directory()
    expect(desk.view.targets).toMatchObject({ loading: true, queues: [{ name: 'Sales' }] })
    await settle()
    expect(desk.view.targets).toMatchObject({
      loading: false,
      failed: true,
      teammates: [{ displayName: 'Grace' }],
    })
    expect(desk.did.take()).toEqual(['targets'])
  })
})

describe('a transfer', () => {
  it('is asked for once, and shown as asked until the snapshot has it', async () => {
    const desk = await talkingDesk()
    desk.softphone.transfer('call-1', 'warm', grace, 'billing')
    desk.softphone.transferToQueue('call-1', sales.queueId, '')
    expect(desk.stage.requested).toEqual({
      parties: {},
      transfer: 'start',
      add: false,
      recording: null,
      leave: false,
    })
    await settle()
    expect(desk.did.take()).toEqual(['request-transfer:call-1'])
    desk.tellCall({})
    expect(desk.stage.requested.transfer).toBe('start')
    desk.tellCall({ parties: three, transfer: makeTransfer({ stage: 'ringing' }) })
    expect(desk.stage).toMatchObject({
      requested: { transfer: null },
      call: { transfer: { stage: 'ringing', pending: null } },
    })
  })

  it('was not taken: the agent is told, with the name of the one who was asked', async () => {
    const desk = await talkingDesk()
    desk.fakes.answers.request = () => failWith('target-unavailable', false)
    desk.softphone.transfer('call-1', 'warm', grace, '')
    await settle()
    expect(desk.stage).toMatchObject({
      requested: { transfer: null },
      failure: { command: 'transfer', code: 'refused', who: 'Grace' },
    })
  })

  it('was barred: the reason comes along', async () => {
    const desk = await talkingDesk()
    desk.fakes.answers.request = () => failWith('premium-number', false)
    desk.softphone.transfer('call-1', 'cold', { kind: 'number', number: '+19005550100' }, '')
    await settle()
    expect(desk.stage.failure).toMatchObject({ command: 'transfer', why: 'premium-number' })
    desk.fakes.answers.request = () => failWith('party-limit', false)
    desk.softphone.startConference('call-1', { kind: 'number', number: '+14155550123' })
    await settle()
    expect(desk.stage.failure).toMatchObject({ command: 'add', why: 'party-limit' })
  })

  it('came to nothing: the failure of the snapshot answers it', async () => {
    const desk = await talkingDesk()
    desk.softphone.transfer('call-1', 'warm', grace, '')
    await settle()
    const failure = { command: 'transfer', code: 'busy', who: 'Grace', at: instant(5_000) } as const
    desk.tellCall({ failure })
    expect(desk.stage).toMatchObject({ failure, requested: { transfer: null } })
  })

  it('shows a step as pending at once, and its proof by the snapshot alone', async () => {
    const desk = await consultingDesk()
    desk.softphone.endTransfer('call-1', 'swap')
    expect(desk.stage).toMatchObject({
      requested: { transfer: 'swap' },
      call: { transfer: { stage: 'consulting', pending: 'swap' } },
    })
    await settle()
    expect(desk.did.take()).toEqual(['request-transfer-step:call-1:swap'])
    desk.tellCall({ parties: three, transfer: makeTransfer({ stage: 'swapped' }) })
    expect(desk.stage).toMatchObject({
      requested: { transfer: null },
      call: { transfer: { stage: 'swapped', pending: null } },
    })
  })

  it('can be cancelled while another step is asked for, and by nothing else', async () => {
    const desk = await consultingDesk()
    const never = new Promise<never>(() => undefined)
    desk.fakes.answers.request = () => never
    desk.softphone.endTransfer('call-1', 'swap')
    desk.softphone.endTransfer('call-1', 'complete')
    desk.softphone.endTransfer('call-1', 'cancel')
    expect(desk.did.take()).toEqual([
      'request-transfer-step:call-1:swap',
      'request-transfer-step:call-1:cancel',
    ])
    expect(desk.stage.requested.transfer).toBe('cancel')
  })

  it('asks for no step of a transfer that is not there', async () => {
    const desk = await talkingDesk()
    desk.softphone.endTransfer('call-1', 'complete')
    expect(desk.did.take()).toEqual([])
  })

  it('forgets what nobody ever answered', async () => {
    const desk = await talkingDesk()
    desk.softphone.transfer('call-1', 'cold', grace, '')
    await desk.fakes.pass(21_000)
    expect(desk.stage.requested.transfer).toBeNull()
  })
})

describe('a conversation that goes on without us', () => {
  it('lets our leg end by itself, says who it is with, and leaves the wrap-up', async () => {
    const desk = await consultingDesk()
    desk.softphone.endTransfer('call-1', 'complete')
    await settle()
    desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'remote' })
    expect(desk.stage).toMatchObject({ link: 'good' })
    desk.tell({ calls: [transferred], wrapUps: [makeWrapUp({ reason: 'transferred' })] })
    expect(desk.view).toMatchObject({
      stage: { kind: 'wrap-up', wrapUp: { reason: 'transferred' } },
      notice: { kind: 'transferred', to: 'Grace' },
    })
    expect(desk.did.take()).not.toContain('voice-hang-up:inbound-1')
  })

  it('went to a queue: the notice names it', async () => {
    const desk = await talkingDesk()
    desk.softphone.transferToQueue('call-1', sales.queueId, '')
    await settle()
    desk.tell({ calls: [transferred] })
    expect(desk.view.notice).toEqual({ kind: 'transferred', to: 'Sales' })
    expect(desk.did.take()).toContain('voice-hang-up:inbound-1')
  })

  it('does not take a lost leg for one that was meant to go', async () => {
    const desk = await consultingDesk()
    desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'remote' })
    expect(desk.stage).toMatchObject({ link: 'reconnecting' })
  })

  it('is left: our leg waits for the server, which must free the others of it first', async () => {
    const desk = await consultingDesk()
    desk.softphone.leave('call-1')
    desk.softphone.leave('call-1')
    expect(desk.stage.requested.leave).toBe(true)
    await settle()
    expect(desk.did.take()).toEqual(['request-leave:call-1'])
    expect(desk.stage.requested.leave).toBe(true)
  })

  it('can always be hung up, whatever else is asked', async () => {
    const desk = await consultingDesk()
    desk.fakes.answers.request = () => failWith('unreachable', true)
    desk.fakes.answers.command = () => failWith('unreachable', true)
    desk.softphone.endTransfer('call-1', 'complete')
    desk.softphone.leave('call-1')
    await settle()
    desk.softphone.hangUp('call-1')
    await settle()
    expect(desk.did.take()).toContain('voice-hang-up:inbound-1')
  })
})

describe('a teammate who is invited', () => {
  const guest = makeAgent({ role: 'consult', state: 'ringing', joinedAt: null })
  const asking = makeConsult({ role: 'agent' })
  const asked = makeCall({
    parties: [makeParty(), asking, guest],
    transfer: makeTransfer({ stage: 'ringing', partyId: 'agent', byUserId: 'grace' }),
    handover: { from: 'Grace', kind: 'warm', reason: 'billing', notes: 'Wants a refund.' },
  })

  async function rungDesk(): Promise<TransferDesk> {
    const desk = new TransferDesk()
    await desk.becomeReady()
    desk.tell({ calls: [asked] })
    desk.ring()
    desk.did.take()
    return desk
  }

  it('sees who asks and why, before and while it is answered', async () => {
    const desk = await rungDesk()
    const offer = { kind: 'ringing', transferFrom: 'Grace', handover: { reason: 'billing' } }
    expect(desk.view.stage).toMatchObject({ ...offer, pending: null })
    desk.softphone.accept('call-1')
    expect(desk.view.stage).toMatchObject({ ...offer, pending: 'answer' })
    const parties = [makeParty(), asking, { ...guest, state: 'connected' as const }]
    desk.fakes.voice.emit({ kind: 'voice-opened', id: 'inbound-1' })
    desk.tell({ calls: [{ ...asked, parties }] })
    expect(desk.stage.call.parties).toHaveLength(3)
  })

  it('does not see the conversation of others while it only rings, nor after it was declined', async () => {
    const desk = await rungDesk()
    desk.softphone.decline('call-1')
    desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'rejected' })
    expect(desk.view).toMatchObject({ stage: { kind: 'idle' }, notice: null })
  })

  it.each(['before', 'just after'])(
    'missed nothing when it is taken back %s the answer',
    async (when) => {
      const desk = await rungDesk()
      if (when === 'just after') desk.softphone.accept('call-1')
      desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'cancelled' })
      expect(desk.view.notice).toBeNull()
    },
  )

  it('goes out alone when it hangs up', async () => {
    const desk = await rungDesk()
    desk.softphone.accept('call-1')
    desk.fakes.voice.emit({ kind: 'voice-opened', id: 'inbound-1' })
    desk.did.take()
    desk.softphone.hangUp('call-1')
    await settle()
    expect(desk.did.take()).toEqual(['request-leave:call-1', 'voice-hang-up:inbound-1'])
    expect(desk.stage.hangingUp).toBe(true)
    desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'local' })
    desk.tell({ calls: [{ ...asked, parties: [asking, { ...guest, state: 'left' }] }] })
    expect(desk.view.stage).toEqual({ kind: 'idle' })
  })

  it('is told of no call from a queue as from a teammate', async () => {
    const desk = new TransferDesk()
    await desk.becomeReady()
    desk.tellCall({
      state: { kind: 'ringing', since: instant(), deadline: instant(20_000) },
      handover: { from: 'Grace', kind: 'queue', reason: 'billing', notes: '' },
    })
    desk.ring()
    expect(desk.view.stage).toMatchObject({ transferFrom: null, handover: { from: 'Grace' } })
  })
})
