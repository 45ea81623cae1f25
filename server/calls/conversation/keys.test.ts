import { CONFIRM_TIMEOUT_MS } from '../model/confirmable.ts'
import { describe, expect, it } from 'vitest'
import { T0, aCaller, anOutboundCall, dialling, play, talking } from '../../testing/calls.ts'
import type { CallEvent } from '../model/call-event.ts'
import { callSchema, createOutboundCall, getParties } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { getNextDeadline, transition } from '../phases/transition.ts'

function withExtension(): Call {
  return createOutboundCall({
    callId: 'call_2',
    to: '+4930901820',
    digits: ',,45',
    callerId: '+15005550006',
    identity: 'tenant_main_user_ada',
    workerSid: 'WK1',
    name: 'Ada',
    at: T0,
  })
}

const far = { label: 'customer', callSid: 'CA-far' }
const joined: CallEvent = {
  kind: 'participant-joined',
  participant: far,
  place: 1,
  conferenceSid: 'CF2',
}
const answers: CallEvent = {
  kind: 'leg-status',
  partyId: 'customer',
  callSid: 'CA-far',
  status: 'in-progress',
}
const press = { kind: 'press-keys', partyId: 'customer', conferenceSid: 'CF2', callSid: 'CA-far' }
const pressed = (call: Call, events: readonly CallEvent[]) =>
  play(call, events).effects.filter(({ kind }) => kind === 'press-keys')

describe('an extension', () => {
  it('is not pressed before the answer, though early media has joined the leg', () => {
    expect(pressed(withExtension(), [...dialling, joined])).toEqual([])
  })

  it.each([
    ['joined before the answer', [joined, answers]],
    ['answered before it joined', [answers, joined]],
    ['reported twice', [joined, answers, answers, joined, joined]],
  ])('is pressed once for a leg that %s', (_how, events) => {
    expect(pressed(withExtension(), [...dialling, ...events])).toEqual([press])
  })

  it('is pressed although the report of the joining was lost', () => {
    const { call } = play(withExtension(), [...dialling, answers])
    const due = getNextDeadline(call) ?? 0
    const answeredAt = T0 + 5000 + dialling.length * 1000
    expect(due).toBe(answeredAt + CONFIRM_TIMEOUT_MS)
    const step = transition(call, { kind: 'tick' }, due)
    expect(step.effects.filter(({ kind }) => kind === 'press-keys')).toEqual([press])
  })

  it('is not pressed without keys', () => {
    expect(pressed(anOutboundCall(), [...dialling, joined, answers])).toEqual([])
  })

  it('that Twilio did not take is told to the agent, who has a keypad', () => {
    const refused = { kind: 'keys-failed', partyId: 'customer', failure: 'refused' } as const
    const { call } = play(withExtension(), [...dialling, joined, answers, refused])
    expect(call.failure).toMatchObject({ command: 'keys', code: 'refused', who: null })
  })

  it('is pressed for a party added to a conversation, too', () => {
    const who = {
      partyId: 'party_1',
      number: '+14155550123',
      digits: ',89',
      identity: null,
      workerSid: null,
      name: null,
    }
    const events: CallEvent[] = [
      { kind: 'add-requested', invitee: who },
      {
        kind: 'ring-created',
        partyId: 'party_1',
        callSid: 'CA-added',
        place: 1,
        conferenceSid: 'CF1',
      },
      { kind: 'leg-status', partyId: 'party_1', callSid: 'CA-added', status: 'in-progress' },
      {
        kind: 'participant-joined',
        participant: { label: 'party_1', callSid: 'CA-added' },
        place: 1,
        conferenceSid: 'CF1',
      },
    ]
    expect(pressed(aCaller(), [...talking, ...events])).toEqual([
      { kind: 'press-keys', partyId: 'party_1', conferenceSid: 'CF1', callSid: 'CA-added' },
    ])
  })

  it('of a call that an older server wrote down has no keys', () => {
    const { call } = play(anOutboundCall(), [...dialling, answers])
    const old = JSON.stringify(call, (key, value: unknown) =>
      key === 'digits' || key === 'keys' ? undefined : value,
    )
    expect(getParties(callSchema.parse(JSON.parse(old)).phase)).toMatchObject([
      { digits: '', keys: 'none' },
      { digits: '', keys: 'none' },
    ])
  })
})
