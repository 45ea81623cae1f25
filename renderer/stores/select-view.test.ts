import { describe, expect, it } from 'vitest'
import {
  instant,
  makeAgent,
  makeCall,
  makeConsult,
  makeDesk,
  makeParty,
  makeReturning,
  makeWrapUp,
} from '../../tests/fakes/snapshots.ts'
import type { DeskSnapshot } from '../../server/contract/desk.ts'
import type { UnstampedEvent } from '../domain/model/events.ts'
import type { Request } from '../domain/model/request.ts'
import { ready, Walk } from '../domain/testing/samples.ts'
import { selectView } from './select-view.ts'

function viewAfter(happened: readonly UnstampedEvent[]) {
  const walk = new Walk()
  walk.go([...ready, ...happened])
  return selectView(walk.state)
}

function desk(over: Partial<DeskSnapshot>, revision = 2): UnstampedEvent {
  return { kind: 'desk', snapshot: makeDesk({ revision, ...over }) }
}

const offer: UnstampedEvent = {
  kind: 'voice-incoming',
  id: 'in-1',
  callId: 'call-1',
  callSid: 'CAagent',
  from: '+14155550123',
}
const answer: UnstampedEvent = { kind: 'answer', callId: null }
const opened: UnstampedEvent = { kind: 'voice-opened', id: 'in-1' }
const ringing = makeCall({
  state: { kind: 'ringing', since: instant(), deadline: instant(20_000) },
})
const ended = makeCall({ state: { kind: 'ended', at: instant(), reason: 'customer-hung-up' } })

describe('the stage', () => {
  it.each<[string, readonly UnstampedEvent[], object]>([
    ['nothing at all', [], { kind: 'idle' }],
    ['an offer that only the server has', [desk({ calls: [ringing] })], { kind: 'idle' }],
    ['an offer', [offer], { kind: 'ringing', since: null, pending: null }],
    [
      'an offer and a wrap-up',
      [desk({ wrapUps: [makeWrapUp({ callId: 'call-0' })] }), offer],
      { kind: 'ringing' },
    ],
    ['an answer on its way', [offer, answer], { kind: 'ringing', pending: 'answer' }],
    [
      'an open leg of which the server has not heard',
      [desk({ calls: [ringing] }), offer, answer, desk({ calls: [makeCall()] }, 3)],
      { kind: 'call', call: { state: { kind: 'active' } } },
    ],
    ['a call that another telephone took', [desk({ calls: [makeCall()] })], { kind: 'call' }],
    [
      'a call whose leg was lost, while the server goes on with it',
      [
        // It began under the page's eyes: one that was there before would be joined again.
        desk({}),
        desk({ calls: [makeCall()] }, 3),
        offer,
        answer,
        opened,
        { kind: 'voice-ended', id: 'in-1', reason: 'remote' },
      ],
      { kind: 'call', link: 'reconnecting', hangingUp: false },
    ],
    ['a call that is over', [desk({ calls: [ended] })], { kind: 'idle' }],
    [
      'after-call work',
      [desk({ calls: [ended], wrapUps: [makeWrapUp()] })],
      { kind: 'wrap-up', saving: { draft: 'saved', completing: false, error: null } },
    ],
    [
      'after-call work and the next call',
      [desk({ calls: [makeCall({ callId: 'call-2' })], wrapUps: [makeWrapUp()] })],
      { kind: 'call', call: { callId: 'call-2' } },
    ],
  ])('with %s', (_what, happened, stage) => {
    expect(viewAfter(happened).stage).toMatchObject(stage)
  })

  it('takes the failure of the snapshot, unless there is a newer one here', () => {
    const failure = {
      command: 'mute',
      code: 'not-confirmed',
      who: null,
      at: instant(),
    } as const
    const known = [desk({ calls: [makeCall({ failure })] })]
    expect(viewAfter(known).stage).toMatchObject({ failure })
    const hold: Request = {
      about: 'party',
      callId: 'call-1',
      partyId: 'customer',
      step: 'hold',
    }
    const failed: UnstampedEvent[] = [
      { kind: 'request', request: hold },
      { kind: 'request-settled', request: hold, error: 'internal' },
    ]
    expect(viewAfter([...known, ...failed]).stage).toMatchObject({
      failure: { command: 'hold', code: 'refused' },
    })
  })
})

describe('a customer who is taken back from a queue', () => {
  const waits = desk({
    handedOver: [
      {
        callId: 'call-1',
        customerName: 'Avery Lindqvist',
        customerNumber: '+14155550123',
        queueName: 'Billing',
        since: instant(),
      },
    ],
  })
  const asked: UnstampedEvent = { kind: 'retrieve', callId: 'call-1' }
  const accepted: UnstampedEvent = { kind: 'dial-accepted', callId: 'call-1' }

  it.each<[string, readonly UnstampedEvent[], readonly object[]]>([
    ['before it is asked for', [], [{ callId: 'call-1', pending: false }]],
    ['while it is asked for', [asked], [{ callId: 'call-1', pending: true }]],
    ['while our leg connects', [asked, accepted], [{ callId: 'call-1', pending: true }]],
  ])('waits there %s', (_when, happened, shown) => {
    expect(viewAfter([waits, ...happened]).handedOver).toMatchObject(shown)
  })

  it('is answered where they ring at this very desk meanwhile', () => {
    expect(viewAfter([waits, offer, asked]).stage).toMatchObject({
      kind: 'ringing',
      callId: 'call-1',
      pending: 'answer',
    })
    expect(viewAfter([waits, { ...offer, callId: 'call-2' }, asked]).stage).toMatchObject({
      callId: 'call-2',
      pending: null,
    })
  })

  it('is here, by name, once our leg is open: not waiting as well until the server has said so', () => {
    const walk = new Walk()
    walk.go([...ready, waits, asked, accepted])
    const { id } = walk.state.call.kind === 'connecting' ? walk.state.call : { id: '' }
    walk.go([{ kind: 'voice-opened', id }])
    const { handedOver, stage } = selectView(walk.state)
    expect(handedOver).toEqual([])
    expect(stage).toMatchObject({
      call: { callId: 'call-1', parties: [{ name: 'Avery Lindqvist', number: '+14155550123' }] },
    })
  })
})

describe('a desk that was lost during a call', () => {
  const lost = makeCall({
    state: { kind: 'ended', at: instant(), reason: 'connection-lost' },
    parties: [makeParty(), makeAgent({ state: 'left', leftBecause: 'hung-up' })],
  })
  const wrapUps = [makeWrapUp({ reason: 'connection-lost' })]

  it('comes back: the call says so, and not its dead leg', () => {
    const left: UnstampedEvent = { kind: 'voice-ended', id: 'in-1', reason: 'failed' }
    const talked = [offer, answer, opened, desk({ calls: [makeCall()] })]
    const { stage } = viewAfter([...talked, left, desk({ calls: [makeReturning()] }, 3)])
    expect(stage).toMatchObject({
      kind: 'call',
      link: 'good',
      call: { returnUntil: instant(12_000), state: { kind: 'connecting' } },
    })
  })

  it('was too late: the customer is in the queue', () => {
    expect(viewAfter([desk({ calls: [lost], wrapUps })]).stage).toMatchObject({ lost: 'in-queue' })
    expect(viewAfter([desk({ wrapUps })]).stage).toMatchObject({ lost: 'in-queue' })
  })

  it('was not alone: the customer stayed with the others, also when the call is not shown any more', () => {
    const others = makeCall({ ...lost, parties: [...lost.parties, makeConsult()] })
    const shown = desk({ calls: [others], wrapUps })
    expect(viewAfter([shown]).stage).toMatchObject({ lost: 'with-others' })
    expect(viewAfter([shown, desk({ wrapUps }, 3)]).stage).toMatchObject({ lost: 'with-others' })
    const next = desk({ wrapUps: [] }, 4)
    expect(viewAfter([shown, next, desk({ wrapUps }, 5)]).stage).toMatchObject({ lost: 'in-queue' })
  })

  it.each([
    ['ended otherwise', makeWrapUp({ reason: 'customer-hung-up' })],
    ['never came about', makeWrapUp({ reason: 'connection-lost', talkedSeconds: 0 })],
  ])('says nothing of a call that %s', (_how, wrapUp) => {
    expect(viewAfter([desk({ wrapUps: [wrapUp] })]).stage).toMatchObject({ lost: null })
  })
})

describe('the rest of the screen', () => {
  it('has quiet answers before the first snapshot', () => {
    expect(viewAfter([])).toMatchObject({
      recent: [],
      today: { calls: 0, averageHandleSeconds: 0 },
      waiting: null,
      dialler: { callerIds: [], country: '' },
    })
  })

  it("tells the server's clock from ours", () => {
    expect(viewAfter([desk({ serverTime: instant(90_000) })]).clockOffsetMs).toBe(90_000)
  })

  it.each([
    ['stays for a snapshot that was longer on its way', 89_850, 90_000],
    ['follows a clock that was set', 88_000, 88_000],
  ])('has a difference of the clocks that %s', (_which, serverTime, offset) => {
    const first = desk({ serverTime: instant(90_000) })
    const second = desk({ serverTime: instant(serverTime) }, 3)
    expect(viewAfter([first, second]).clockOffsetMs).toBe(offset)
  })
})

describe('an agent taken out of routing by the server', () => {
  const since = instant()
  const out = { since, reason: 'silent', back: false } as const

  it('is told why, and does not count as ready', () => {
    const view = viewAfter([desk({ takenOut: out })])
    expect(view.notice).toEqual({ kind: 'taken-out', reason: 'silent' })
    expect(view.readiness.ready).toBe(false)
  })

  it('is told of being back', () => {
    const view = viewAfter([desk({ takenOut: { ...out, back: true } })])
    expect(view.notice).toEqual({ kind: 'brought-back', reason: 'silent' })
    expect(view.readiness.ready).toBe(true)
  })
})
