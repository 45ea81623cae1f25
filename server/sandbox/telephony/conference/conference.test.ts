import { describe, expect, test } from 'vitest'
import type { Address } from '../dialing/address.ts'
import { inviteOptionsOf } from '../form.ts'
import type { Form } from '../form.ts'
import { inviteParticipant } from './invite.ts'
import { Participant } from './participant.ts'
import { createTestExchange } from '../testing/test-exchange.ts'
import type { TestExchange } from '../testing/test-exchange.ts'
import type { TestLeg } from '../testing/test-leg.ts'

const REPORT = {
  ConferenceStatusCallback: 'http://app/conference',
  ConferenceStatusCallbackEvent: ['start', 'end', 'join', 'leave', 'mute', 'hold', 'modify'],
  Beep: 'false',
  WaitUrl: '',
}

async function invite(exchange: TestExchange, number: string, form: Form = {}) {
  const conference = exchange.services.conferences.open('room')
  const address: Address = { kind: 'number', number }
  const options = inviteOptionsOf({ ...REPORT, ...form })
  const from = '+15005550006'
  const { call } = inviteParticipant(exchange.services, { conference, address, from, options })
  await exchange.settle()
  return { call, conference, leg: exchange.legs.get(number) as TestLeg }
}

async function join(exchange: TestExchange, number: string, form: Form = {}) {
  const { call, conference, leg } = await invite(exchange, number, form)
  leg.answer()
  const who = conference.find(call.sid)
  if (!(who instanceof Participant)) throw new Error('the participant has not joined')
  return { call, conference, leg, who }
}

function names(exchange: TestExchange): (string | undefined)[] {
  return exchange.events().map((event) => event['StatusCallbackEvent'])
}

describe('a conference', () => {
  test('starts with two, lets each hear the others and not itself', async () => {
    const exchange = createTestExchange()
    const a = await join(exchange, '+1001')
    expect(a.conference.status).toBe('init')
    const b = await join(exchange, '+1002')
    const c = await join(exchange, '+1003')
    expect(a.conference.status).toBe('in-progress')
    ;[a.leg.says, b.leg.says, c.leg.says] = [1, 10, 100]
    exchange.tick()
    expect([a.leg.hears, b.leg.hears, c.leg.hears]).toEqual([110, 101, 11])
    await exchange.settle()
    expect(names(exchange)).toEqual([
      'participant-join',
      'participant-join',
      'conference-start',
      'participant-join',
    ])
    expect(exchange.events().map((event) => event['SequenceNumber'])).toEqual(['1', '2', '3', '4'])
  })

  test('does not start without somebody who may start it', async () => {
    const exchange = createTestExchange()
    const a = await join(exchange, '+1001', { StartConferenceOnEnter: 'false' })
    const b = await join(exchange, '+1002', { StartConferenceOnEnter: 'false' })
    a.leg.says = 5
    exchange.tick()
    expect(b.leg.hears).toBeNull()
    expect(b.conference.status).toBe('init')
    await join(exchange, '+1003')
    exchange.tick()
    expect(b.leg.hears).toBe(5)
  })

  test('a muted participant hears and is not heard', async () => {
    const exchange = createTestExchange()
    const a = await join(exchange, '+1001')
    const b = await join(exchange, '+1002')
    ;[a.leg.says, b.leg.says] = [1, 10]
    a.conference.update(a.who, { muted: true })
    exchange.tick()
    expect([a.leg.hears, b.leg.hears]).toEqual([10, null])
    a.conference.update(a.who, { muted: false })
    exchange.tick()
    expect(b.leg.hears).toBe(1)
    await exchange.settle()
    expect(names(exchange).slice(-2)).toEqual(['participant-mute', 'participant-unmute'])
  })

  test('a held participant neither hears the others nor is heard', async () => {
    const exchange = createTestExchange()
    const a = await join(exchange, '+1001', { Label: 'customer' })
    const b = await join(exchange, '+1002')
    ;[a.leg.says, b.leg.says] = [1, 10]
    a.conference.update(a.who, { hold: { url: '', method: 'GET' } })
    exchange.tick()
    expect([a.leg.hears, b.leg.hears]).toEqual([null, null])
    a.conference.update(a.who, { hold: null })
    exchange.tick()
    expect([a.leg.hears, b.leg.hears]).toEqual([10, 1])
    await exchange.settle()
    expect(exchange.events().at(-2)).toMatchObject({
      StatusCallbackEvent: 'participant-hold',
      Hold: 'true',
      CallSid: a.call.sid,
      ParticipantLabel: 'customer',
      FriendlyName: 'room',
    })
    expect(names(exchange).at(-1)).toBe('participant-unhold')
  })

  test('tells who begins and ends to speak, and nothing of who is muted or on hold', async () => {
    const exchange = createTestExchange()
    const form = { ConferenceStatusCallbackEvent: ['speaker', 'mute'] }
    const a = await join(exchange, '+1001', { ...form, Label: 'customer' })
    const LOUD = 5000
    a.leg.says = LOUD
    exchange.tick(50)
    const b = await join(exchange, '+1002', form)
    exchange.tick(3)
    a.leg.says = null
    exchange.tick(25)
    await exchange.settle()
    expect(names(exchange)).toEqual(['participant-speech-start', 'participant-speech-stop'])
    expect(exchange.events()[0]).toMatchObject({
      CallSid: a.call.sid,
      ParticipantLabel: 'customer',
      ConferenceSid: a.conference.sid,
      SequenceNumber: '1',
      Timestamp: 'Thu, 01 Jan 2026 00:00:00 +0000',
      Muted: 'false',
    })

    b.leg.says = LOUD
    exchange.tick(5)
    b.conference.update(b.who, { muted: true })
    exchange.tick(50)
    b.conference.update(b.who, { muted: false, hold: { url: '', method: 'GET' } })
    exchange.tick(50)
    await exchange.settle()
    expect(names(exchange).slice(2)).toEqual([
      'participant-speech-start',
      'participant-mute',
      'participant-speech-stop',
      'participant-unmute',
    ])
    b.conference.update(b.who, { hold: null })
    exchange.tick(5)
    await exchange.settle()
    expect(exchange.events().at(-1)).toMatchObject({
      StatusCallbackEvent: 'participant-speech-start',
      CallSid: b.call.sid,
      SequenceNumber: '7',
    })
  })

  test('beeps at an exit as the participant’s latest setting says', async () => {
    const exchange = createTestExchange()
    const a = await join(exchange, '+1001', { Beep: 'false' })
    const b = await join(exchange, '+1002', { Beep: 'true' })
    const c = await join(exchange, '+1003', { Beep: 'false' })
    // The beep of an entry is over.
    exchange.tick(10)
    b.conference.update(b.who, { beepOnExit: false })
    b.leg.hangUp()
    exchange.tick(2)
    expect(a.leg.hears).toBeNull()
    const d = await join(exchange, '+1004', { Beep: 'false' })
    c.conference.update(c.who, { beepOnExit: true })
    c.leg.hangUp()
    exchange.tick(2)
    expect([a.leg.hears, d.leg.hears]).not.toContain(null)
    await exchange.settle()
    expect(names(exchange).filter((name) => name === 'participant-modify')).toHaveLength(2)
  })

  test('who waits hears other music at once when the wait URL changes', async () => {
    const exchange = createTestExchange()
    const a = await join(exchange, '+1001')
    const heard = () => {
      exchange.tick(3)
      return a.leg.hears !== null
    }
    expect(heard()).toBe(false)
    a.conference.update(a.who, { wait: { url: null, method: 'POST' } })
    expect(heard()).toBe(true)
    await join(exchange, '+1002')
    expect(heard()).toBe(false)
    a.conference.update(a.who, { wait: { url: null, method: 'POST' } })
    expect(heard()).toBe(false)
  })

  test('has no place for more than it may have', async () => {
    const exchange = createTestExchange()
    await join(exchange, '+1001')
    await join(exchange, '+1002')
    const third = await invite(exchange, '+1003', { MaxParticipants: '2' })
    third.leg.answer()
    expect(third.call.status).toBe('completed')
    expect(third.conference.participants).toHaveLength(2)
  })

  test('an announcement ends with the participant that it is for, and another replaces it', async () => {
    const exchange = createTestExchange({
      'http://app/x': '<Response><Pause length="60"/></Response>',
    })
    const form = { ConferenceStatusCallbackEvent: 'announcement' }
    const a = await join(exchange, '+1001', form)
    await join(exchange, '+1002', form)
    const announcement = { url: 'http://app/x', method: 'POST' } as const
    a.conference.announce(announcement, a.who)
    await exchange.settle()
    expect(names(exchange)).toEqual([])
    a.conference.announce(announcement, a.who)
    await exchange.settle()
    expect(exchange.events().at(-1)).toMatchObject({ CallSid: a.call.sid })
    a.leg.hangUp()
    await exchange.settle()
    expect(names(exchange)).toEqual(['announcement-end', 'announcement-end'])
    expect(exchange.events().at(-1)).not.toHaveProperty('CallSid')
  })

  test('the default hold music is audible', async () => {
    const exchange = createTestExchange()
    const a = await join(exchange, '+1001')
    await join(exchange, '+1002')
    a.conference.update(a.who, { hold: { url: null, method: 'GET' } })
    const heard = new Set<number | null>()
    for (let i = 0; i < 10; i++) {
      exchange.tick()
      heard.add(a.leg.hears)
    }
    expect(heard.size).toBeGreaterThan(3)
  })

  test('ends for all when somebody with endConferenceOnExit leaves', async () => {
    const exchange = createTestExchange()
    const a = await join(exchange, '+1001', { EndConferenceOnExit: 'true', Label: 'agent' })
    const b = await join(exchange, '+1002')
    const ringing = await invite(exchange, '+1003')
    a.leg.hangUp()
    expect(a.conference.status).toBe('completed')
    expect(b.leg.closed).toEqual({ kind: 'hangup' })
    expect([b.call.status, ringing.call.status]).toEqual(['completed', 'canceled'])
    await exchange.settle()
    const [left, other, end] = exchange.events().slice(-3)
    expect(left).toMatchObject({
      CallSid: a.call.sid,
      ReasonParticipantLeft: 'participant_hung_up',
      ParticipantCallStatus: 'completed',
    })
    expect(other).toMatchObject({ ReasonParticipantLeft: 'moderator_ended_conference' })
    expect(end).toMatchObject({
      StatusCallbackEvent: 'conference-end',
      CallSidEndingConference: a.call.sid,
      ParticipantLabelEndingConference: 'agent',
      ReasonConferenceEnded: 'participant-with-end-conference-on-exit-left',
    })
  })

  test('does not end when somebody with endConferenceOnExit leaves while on hold', async () => {
    const exchange = createTestExchange()
    const a = await join(exchange, '+1001', { EndConferenceOnExit: 'true' })
    await join(exchange, '+1002')
    a.conference.update(a.who, { hold: { url: '', method: 'GET' } })
    a.leg.hangUp()
    expect(a.conference.status).toBe('in-progress')
  })

  test('ends when the last participant leaves, and the name is free again', async () => {
    const exchange = createTestExchange()
    const ended: string[] = []
    exchange.services.conferences.onEnd('room', () => ended.push('room'))
    const a = await join(exchange, '+1001')
    const b = await join(exchange, '+1002')
    a.leg.hangUp()
    expect(ended).toEqual([])
    b.leg.hangUp()
    expect(ended).toEqual(['room'])
    expect(b.conference.endReason).toBe('last-participant-left')
    expect(exchange.services.conferences.open('room').sid).not.toBe(b.conference.sid)
  })

  test('a removed participant hangs up, the others talk on', async () => {
    const exchange = createTestExchange()
    const a = await join(exchange, '+1001')
    const b = await join(exchange, '+1002')
    a.conference.leave(a.call.sid, 'kicked')
    expect([a.call.status, b.call.status]).toEqual(['completed', 'in-progress'])
    await exchange.settle()
    expect(exchange.events().at(-1)).toMatchObject({
      ReasonParticipantLeft: 'participant_updated_via_api',
      ParticipantCallStatus: 'completed',
    })
  })

  test('lets the waiting caller hear the ringback of early media', async () => {
    const exchange = createTestExchange()
    const agent = await join(exchange, '+1001')
    const customer = await invite(exchange, '+1002')
    const heard = new Set<number | null>()
    for (let i = 0; i < 10; i++) {
      exchange.tick()
      heard.add(agent.leg.hears)
    }
    // The ringback starts at the zero of its sines and goes on.
    expect([...heard].filter((sample) => sample !== null).length).toBeGreaterThan(1)
    customer.leg.answer()
    exchange.tick()
    expect(agent.leg.hears).toBeNull()
  })

  test('tells of somebody who was rung in vain', async () => {
    const exchange = createTestExchange()
    await join(exchange, '+1001')
    const { leg, call } = await invite(exchange, '+1002', { Label: 'expert' })
    leg.hangUp({ kind: 'busy' })
    await exchange.settle()
    expect(exchange.events().at(-1)).toMatchObject({
      StatusCallbackEvent: 'participant-leave',
      CallSid: call.sid,
      ParticipantLabel: 'expert',
      ParticipantCallStatus: 'busy',
      ReasonParticipantLeft: 'participant_add_failed',
    })
  })

  test('that nobody joined never was', async () => {
    const exchange = createTestExchange()
    const { leg, conference } = await invite(exchange, '+1001')
    leg.hangUp({ kind: 'busy' })
    expect(exchange.services.conferences.find('room')).toBeNull()
    expect(exchange.services.conferences.list()).toEqual([])
    expect(conference.seen).toBe(false)
    await exchange.settle()
    expect(exchange.events()).toEqual([])
  })
})
