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
} from '../../../tests/fakes/snapshots.ts'
import type { Party } from '../../../server/contract/desk.ts'
import type { PartyStep } from '../../../server/contract/commands.ts'
import { failWith } from '../../ports/result.ts'

const number = { kind: 'number', number: '+14155550177' } as const
const on = { requested: true, confirmed: false, since: instant() }
const others = [makeParty(), makeAgent()]

let revision = 1

function tell(desk: FakeDesk, parties: readonly Party[]): void {
  revision += 1
  const calls = [makeCall({ parties: [...parties] })]
  desk.fakes.server.emit({ kind: 'desk', snapshot: makeDesk({ revision, calls }) })
}

async function talkingDesk(parties: readonly Party[]): Promise<FakeDesk> {
  const desk = new FakeDesk()
  await desk.becomeReady()
  desk.ring()
  desk.softphone.accept('call-1')
  desk.fakes.voice.emit({ kind: 'voice-opened', id: 'inbound-1' })
  tell(desk, parties)
  desk.did.take()
  return desk
}

function take({ softphone }: FakeDesk, partyId: string, step: PartyStep): void {
  if (step === 'mute' || step === 'unmute') softphone.mute('call-1', step === 'mute', partyId)
  else softphone[step]('call-1', partyId)
}

function stageOf(desk: FakeDesk) {
  const { stage } = desk.view
  if (stage.kind !== 'call') throw new Error(`The stage shows ${stage.kind}.`)
  return stage
}

function consultOf(desk: FakeDesk): Party | undefined {
  return stageOf(desk).call.parties.find((party) => party.partyId === 'consult')
}

describe('a party that is added', () => {
  it('is asked for once, until it is there', async () => {
    const desk = await talkingDesk(others)
    desk.softphone.startConference('call-1', number)
    desk.softphone.startConference('call-1', number)
    await settle()
    expect(desk.did.take()).toEqual(['request-add:call-1'])
    tell(desk, others)
    expect(stageOf(desk).requested.add).toBe(true)
    tell(desk, [...others, makeConsult({ state: 'ringing' })])
    expect(stageOf(desk).requested.add).toBe(false)
  })

  it('could not be added: the agent is told who', async () => {
    const desk = await talkingDesk(others)
    desk.fakes.answers.request = () => failWith('unreachable', true)
    desk.softphone.startConference('call-1', number)
    await settle()
    expect(stageOf(desk)).toMatchObject({
      requested: { add: false },
      failure: { command: 'add', code: 'unreachable', who: '+14155550177' },
    })
  })
})

describe('a party of a conference', () => {
  it.each<[PartyStep, Partial<Party>, object, Partial<Party>]>([
    ['hold', {}, { hold: { requested: true, confirmed: false } }, { hold: on }],
    ['resume', { hold: on }, { hold: { requested: false } }, {}],
    ['mute', {}, { mute: { requested: true, confirmed: false } }, { mute: on }],
    ['unmute', { mute: on }, { mute: { requested: false } }, {}],
    ['remove', {}, { state: 'connected' }, { state: 'left', leftBecause: 'removed' }],
  ])('is asked to %s until the snapshot shows it', async (step, before, shown, after) => {
    const desk = await talkingDesk([...others, makeConsult(before)])
    take(desk, 'consult', step)
    take(desk, 'consult', step)
    expect(desk.did.take()).toEqual([`request-party:call-1:consult:${step}`])
    expect(stageOf(desk).requested.parties).toEqual({ consult: step })
    expect(consultOf(desk)).toMatchObject(shown)
    tell(desk, [...others, makeConsult(before)])
    expect(stageOf(desk).requested.parties).toEqual({ consult: step })
    await settle()
    tell(desk, [...others, makeConsult(after)])
    expect(stageOf(desk).requested.parties).toEqual({})
  })

  it('is asked for the contrary before the first was proved: the later word counts', async () => {
    const desk = await talkingDesk([...others, makeConsult()])
    desk.softphone.hold('call-1', 'consult')
    desk.softphone.resume('call-1', 'consult')
    expect(stageOf(desk).requested.parties).toEqual({ consult: 'resume' })
  })

  it.each<[string, string, PartyStep]>([
    ['oneself is not removed', 'agent', 'remove'],
    ['nobody is held who is not there', 'stranger', 'hold'],
    ['nobody is muted who has left', 'consult', 'mute'],
  ])('%s', async (_what, partyId, step) => {
    const desk = await talkingDesk([...others, makeConsult({ state: 'left' })])
    take(desk, partyId, step)
    expect(desk.did.take()).toEqual([])
  })

  it('shows by name whose hold failed', async () => {
    const desk = await talkingDesk([...others, makeConsult()])
    desk.fakes.answers.request = () => failWith('twilio-unavailable', true)
    desk.softphone.mute('call-1', true, 'consult')
    await settle()
    expect(stageOf(desk)).toMatchObject({
      requested: { parties: {} },
      failure: { command: 'mute', code: 'unreachable', who: 'Grace' },
    })
    expect(consultOf(desk)?.mute.requested).toBe(false)
  })
})

it('keeps of what was asked neither number nor reason in the log', async () => {
  const desk = await talkingDesk([...others, makeConsult()])
  desk.softphone.startConference('call-1', number)
  desk.softphone.hold('call-1', 'consult')
  await settle()
  const asked = desk.fakes.logged.filter((entry) => entry.kind === 'request')
  expect(asked.map((entry) => entry.details)).toEqual([
    { about: 'add', callId: 'call-1' },
    { about: 'party', callId: 'call-1', partyId: 'consult', step: 'hold' },
  ])
})
