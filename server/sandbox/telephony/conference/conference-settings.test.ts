import { beforeEach, describe, expect, test } from 'vitest'
import { encodeWav } from '../../media/wav.ts'
import type { Call } from '../call/call.ts'
import { inviteOptionsOf } from '../form.ts'
import type { Form } from '../form.ts'
import { createTestExchange } from '../testing/test-exchange.ts'
import type { TestExchange } from '../testing/test-exchange.ts'
import type { TestLeg } from '../testing/test-leg.ts'
import type { ConferenceSettings } from './conference-settings.ts'
import type { Conference } from './conference.ts'
import { inviteParticipant } from './invite.ts'
import { Participant } from './participant.ts'

const QUIET = { Beep: 'false', WaitUrl: '' }
const REPORT = {
  ConferenceStatusCallback: 'http://app/room',
  ConferenceStatusCallbackEvent: 'start end join leave',
}
const tone = (sample: number) => encodeWav(new Int16Array(8000).fill(sample))

let exchange: TestExchange
beforeEach(() => {
  exchange = createTestExchange({ 'http://app/1.wav': tone(1), 'http://app/2.wav': tone(2) })
})

function set(settings: Partial<ConferenceSettings>): void {
  const { conferences } = exchange.services
  conferences.settings = { ...conferences.settings, ...settings }
}

async function ring(number: string, form: Form = {}) {
  const { call, conference } = inviteParticipant(exchange.services, {
    conference: exchange.services.conferences.open('room', 'api'),
    address: { kind: 'number', number },
    from: '+15005550006',
    options: inviteOptionsOf({ ...QUIET, ...form }),
  })
  await exchange.settle()
  return { call, conference, leg: exchange.legs.get(number) as TestLeg }
}

async function join(number: string, form: Form = {}) {
  const rung = await ring(number, form)
  rung.leg.answer()
  await exchange.settle()
  return rung
}

const told = async () => {
  await exchange.settle()
  return exchange.events().map((event) => event['StatusCallbackEvent'])
}

function participantOf(conference: Conference, call: Call): Participant {
  const who = conference.find(call.sid)
  if (!(who instanceof Participant)) throw new Error('the call has not joined')
  return who
}

describe('endOrder', () => {
  const LEAVES = ['participant-leave', 'participant-leave']

  test.each([
    ['leave-first', [...LEAVES, 'conference-end']],
    ['end-first', ['conference-end', ...LEAVES]],
  ] as const)('%s', async (endOrder, expected) => {
    set({ endOrder })
    const { conference } = await join('+1001', REPORT)
    await join('+1002')
    conference.end()
    expect((await told()).slice(-3)).toEqual(expected)
    const numbers = exchange.events().map((event) => event['SequenceNumber'])
    expect(numbers).toEqual(['1', '2', '3', '4', '5', '6'])
  })

  test('end-first also when the last participant leaves, and when one ends it', async () => {
    set({ endOrder: 'end-first' })
    const alone = await join('+1001', REPORT)
    alone.leg.hangUp()
    expect((await told()).slice(-2)).toEqual(['conference-end', 'participant-leave'])
    const ending = await join('+1002', { ...REPORT, EndConferenceOnExit: 'true' })
    await join('+1003')
    ending.leg.hangUp()
    expect((await told()).slice(-3)).toEqual(['conference-end', ...LEAVES])
    expect(exchange.events().at(-2)).toMatchObject({ CallSid: ending.call.sid })
  })
})

describe('ringKeepsConference', () => {
  test('true: the conference stays, and who answers is alone in it', async () => {
    const caller = await join('+1001', REPORT)
    const agent = await ring('+1002')
    caller.leg.hangUp()
    expect(caller.conference.status).toBe('init')
    agent.leg.answer()
    expect(caller.conference.participants.map(({ call }) => call.sid)).toEqual([agent.call.sid])
    expect(await told()).toEqual(['participant-join', 'participant-leave', 'participant-join'])
    agent.leg.hangUp()
    expect(caller.conference.status).toBe('completed')
  })

  test('false: the conference ends, the ring goes on, and its answer makes the next one', async () => {
    set({ ringKeepsConference: false })
    const caller = await join('+1001', REPORT)
    const agent = await ring('+1002', REPORT)
    caller.leg.hangUp()
    expect([caller.conference.status, agent.call.status]).toEqual(['completed', 'ringing'])
    expect(exchange.services.conferences.find('room')).toBeNull()
    agent.leg.answer()
    const next = exchange.services.conferences.find('room')
    expect(next?.sid).not.toBe(caller.conference.sid)
    expect(next?.participants.map(({ call }) => call.sid)).toEqual([agent.call.sid])
    await exchange.settle()
    const ofNext = exchange.events().filter((event) => event['ConferenceSid'] === next?.sid)
    expect(ofNext).toMatchObject([{ StatusCallbackEvent: 'participant-join', SequenceNumber: '1' }])
  })

  test('false: a ring that fails afterwards is not told by the conference that has ended', async () => {
    set({ ringKeepsConference: false })
    const caller = await join('+1001', REPORT)
    const agent = await ring('+1002')
    caller.leg.hangUp()
    agent.leg.hangUp({ kind: 'busy' })
    expect((await told()).at(-1)).toBe('conference-end')
    expect(exchange.services.conferences.find('room')).toBeNull()
  })
})

describe('whose status callback counts', () => {
  test('that of the first to join: without one, nothing is ever told', async () => {
    await ring('+1001', REPORT)
    await join('+1002')
    await join('+1003', REPORT)
    expect(await told()).toEqual([])
  })

  test('a Participant of the API who joins first has only start and end unless it says more', async () => {
    await join('+1001', { ConferenceStatusCallback: 'http://app/first' })
    await join('+1002', REPORT)
    expect(await told()).toEqual(['conference-start'])
    expect(exchange.sent.map(({ url }) => url)).toEqual(['http://app/first'])
  })

  test('it counts for good, also after that participant has left', async () => {
    const first = await join('+1001', REPORT)
    await join('+1002', { ConferenceStatusCallback: 'http://app/other' })
    first.leg.hangUp()
    await join('+1003')
    expect((await told()).at(-1)).toBe('participant-join')
    expect(new Set(exchange.sent.map(({ url }) => url))).toEqual(new Set(['http://app/room']))
  })

  test('first-to-ring: a leg without one that rings before the caller comes makes it silent', async () => {
    set({ callbacksOf: 'first-to-ring' })
    const agent = await ring('+1001')
    await join('+1002', REPORT)
    agent.leg.answer()
    expect(agent.conference.status).toBe('in-progress')
    expect(await told()).toEqual([])
  })
})

describe('waitUrlChange', () => {
  const hears = async (leg: TestLeg, seconds: number) => {
    exchange.tick(seconds * 50)
    // Other music is asked for in one tick and heard in a later one.
    for (let tick = 0; tick < 3; tick++) {
      await exchange.settle()
      exchange.tick()
    }
    return leg.hears
  }

  test.each([
    ['at-once', [2, null]],
    ['at-end', [1, 2]],
    ['never', [1, null]],
  ] as const)('%s', async (waitUrlChange, [soon, afterTheEnd]) => {
    set({ waitUrlChange })
    const form = { WaitUrl: 'http://app/1.wav', StartConferenceOnEnter: 'false' }
    const { call, conference, leg } = await join('+1001', form)
    expect(await hears(leg, 0.2)).toBe(1)
    const wait = { url: 'http://app/2.wav', method: 'GET' } as const
    conference.update(participantOf(conference, call), { wait })
    await exchange.settle()
    expect(await hears(leg, 0.2)).toBe(soon)
    expect(await hears(leg, 1)).toBe(afterTheEnd)
  })
})

test('a wait URL that is changed to one that fails is silence, and keeps the participant', async () => {
  const { call, conference, leg } = await join('+1001', { StartConferenceOnEnter: 'false' })
  const wait = { url: 'http://app/gone', method: 'GET' } as const
  conference.update(participantOf(conference, call), { wait })
  await exchange.settle()
  exchange.tick()
  expect([leg.hears, call.status]).toEqual([null, 'in-progress'])
  expect(exchange.noted).toMatchObject([{ code: 11200, callSid: call.sid }])
})

test('an audio file as hold URL plays once, then there is silence', async () => {
  set({ waitFile: 'loops' })
  const { call, conference, leg } = await join('+1001')
  await join('+1002')
  conference.update(participantOf(conference, call), {
    hold: { url: 'http://app/1.wav', method: 'GET' },
  })
  await exchange.settle()
  exchange.tick(25)
  expect(leg.hears).toBe(1)
  exchange.tick(50)
  expect(leg.hears).toBeNull()
})

test('who finds the conference full is refused, and does not keep it alive', async () => {
  const first = await join('+1001')
  const second = await join('+1002', { MaxParticipants: '1' })
  expect(second.call.status).toBe('completed')
  expect(first.conference.invitations).toEqual([])
  first.leg.hangUp()
  expect(first.conference.status).toBe('completed')
})
