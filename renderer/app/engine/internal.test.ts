import { describe, expect, it } from 'vitest'
import { FakeDesk } from '../../../tests/fakes/fake-desk.ts'
import { settle } from '../../../tests/fakes/fake-ports.ts'
import {
  instant,
  makeAgent,
  makeCall,
  makeDesk,
  makeParty,
} from '../../../tests/fakes/snapshots.ts'
import type { CallSnapshot, Party } from '../../../server/contract/desk.ts'

let revision = 1

function tell(desk: FakeDesk, ...calls: readonly CallSnapshot[]): void {
  revision += 1
  desk.fakes.server.emit({ kind: 'desk', snapshot: makeDesk({ revision, calls: [...calls] }) })
}

async function readyDesk(): Promise<FakeDesk> {
  const desk = new FakeDesk()
  await desk.becomeReady()
  return desk
}

/** This desk in the customer's place of a call with a teammate. */
const me = makeParty({ self: true, userId: 'ada', name: 'Ada', number: null, callSid: 'CAagent' })
const grace = makeAgent({ self: false, userId: 'grace', name: 'Grace', callSid: 'CAgrace' })

function between(state: CallSnapshot['state'], self: Partial<Party>): CallSnapshot {
  return makeCall({
    direction: 'internal',
    queueName: null,
    state,
    parties: [{ ...me, ...self }, grace],
  })
}

describe('a call from a teammate', () => {
  const ringing = { kind: 'ringing', since: instant(), deadline: instant(20_000) } as const

  it('rings with the name of the one who calls, not with our own', async () => {
    const desk = await readyDesk()
    tell(desk, between(ringing, { state: 'ringing', joinedHow: 'dialled' }))
    desk.ring()
    expect(desk.view.stage).toMatchObject({ kind: 'ringing', callerName: 'Grace' })
  })

  it('is left alone by hanging up: it is not ours to end for all', async () => {
    const desk = await readyDesk()
    desk.ring()
    desk.softphone.accept('call-1')
    desk.fakes.voice.emit({ kind: 'voice-opened', id: 'inbound-1' })
    tell(desk, between({ kind: 'active', since: instant() }, { joinedHow: 'dialled' }))
    desk.did.take()
    desk.softphone.hangUp('call-1')
    expect(desk.did.take()).toEqual(['request-leave:call-1'])
  })

  it.each([
    ['is no news to the one who was rung', 'dialled', null],
    ['is news to the one who called a queue', 'called', { kind: 'ended', reason: 'no-answer' }],
  ] as const)('that came to nothing %s', async (_whom, joinedHow, notice) => {
    const desk = await readyDesk()
    tell(desk, between({ kind: 'dialing', since: instant() }, { joinedHow }))
    const over = { kind: 'ended', at: instant(), reason: 'no-answer' } as const
    tell(desk, between(over, { joinedHow }))
    expect(desk.view.notice).toEqual(notice)
  })
})

describe('a call to', () => {
  it.each([
    ['a teammate', { kind: 'agent', agentId: 'grace' }, 'grace'],
    ['a queue', { kind: 'queue', queueId: 'WQsales' }, 'WQsales'],
  ] as const)('%s is prepared by the server like any other', async (_whom, target, asked) => {
    const desk = await readyDesk()
    desk.softphone.place(target, undefined)
    await settle()
    expect(desk.did.take()).toEqual([
      `server-dial:${asked}`,
      'warm',
      'voice-dial:outbound-call-out:call-out',
    ])
  })
})
