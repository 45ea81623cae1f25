import { describe, expect, it } from 'vitest'
import { T0, aCaller, play, ringing, talking } from '../../testing/calls.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { createCallSnapshot } from '../view/snapshot.ts'
import { getNextDeadline, transition } from '../phases/transition.ts'

const PAUSE_MS = 120_000
const NOW = T0 + 60_000
const found = { recordingSid: 'RE1', callSid: 'CA-customer', paused: false }
const settled: CallEvent = { kind: 'recording-settled', found, pauseMs: PAUSE_MS }
const ask = (pause: boolean): CallEvent => ({ kind: 'recording-requested', pause })
const changed = (request: number, paused: boolean): CallEvent => ({
  kind: 'recording-changed',
  requestNumber: request,
  paused,
  pauseMs: PAUSE_MS,
})
const read = (
  request: number,
  what: Extract<CallEvent, { kind: 'recording-read' }>['found'],
): CallEvent => ({
  kind: 'recording-read',
  requestNumber: request,
  found: what,
  pauseMs: PAUSE_MS,
})
const set = (request: number, pause: boolean): CallEffect => ({
  kind: 'set-recording',
  callSid: 'CA-customer',
  recordingSid: 'RE1',
  pause,
  requestNumber: request,
})
const reading = (request: number): CallEffect => ({
  kind: 'read-recording',
  callSid: 'CA-customer',
  recordingSid: 'RE1',
  requestNumber: request,
})
const settle: CallEffect = {
  kind: 'settle-recording',
  callSid: 'CA-customer',
  unwanted: false,
  first: false,
}
const refusing = (how: Partial<Extract<CallEvent, { kind: 'recording-failed' }>>): CallEvent => ({
  kind: 'recording-failed',
  callSid: 'CA-customer',
  wanted: true,
  none: false,
  failure: 'unreachable',
  ...how,
})
const ada = { identity: 'tenant_main_user_ada', name: 'Ada' }

const unrecorded = play(aCaller(), talking).call
const recorded = play(unrecorded, [settled], NOW).call
const asked = play(recorded, [ask(true)], NOW).call
const paused = play(asked, [changed(1, true)], NOW).call

/** What the agent sees of it. */
function seen(call: Call) {
  const snapshot = createCallSnapshot(call, ada, NOW + 1000)
  const { recording, failure } = snapshot ?? {}
  return [recording?.state ?? null, recording?.pending ?? null, failure?.command ?? null]
}

describe('a recording', () => {
  it('begins with the click of Answer, beside the handshake, and only for the agent who is rung', () => {
    const rung = play(aCaller(), ringing).call
    const click = (by: string): CallEvent => ({ kind: 'answer-requested', by })
    expect(play(rung, [click(ada.identity)]).effects).toEqual([{ ...settle, first: true }])
    expect(play(rung, [click('tenant_main_user_grace')]).effects).toEqual([])
    expect(play(rung, [settled, click(ada.identity)]).effects).toEqual([])
    expect(play(aCaller(), [click(ada.identity)]).effects).toEqual([])
  })

  it('is settled with each beginning of a conversation, and shown once Twilio has said so', () => {
    expect(play(aCaller(), talking).effects).toContainEqual(settle)
    expect(seen(unrecorded)).toEqual([null, null, null])
    expect(seen(recorded)).toEqual(['on', null, null])
  })

  it('is paused by command, and is said to be paused only when that is proved', () => {
    expect(play(recorded, [ask(true)], NOW).effects).toEqual([set(1, true)])
    expect(seen(asked)).toEqual(['on', 'pause', null])
    expect(seen(paused)).toEqual(['paused', null, null])
    const again = play(paused, [ask(false)], NOW + 5000)
    expect(again.effects).toEqual([set(2, false)])
    expect(seen(play(again.call, [changed(2, false)], NOW + 5000).call)).toEqual(['on', null, null])
  })

  it('that cannot be paused is said to be on still, at once, and Twilio is asked', () => {
    const no: CallEvent = {
      kind: 'recording-not-changed',
      requestNumber: 1,
      failure: 'unreachable',
    }
    const { call, effects } = play(asked, [no], NOW)
    expect(seen(call)).toEqual(['on', null, 'pause-recording'])
    expect(effects).toEqual([reading(1)])
    expect(seen(play(call, [read(1, 'on')], NOW).call)).toEqual(['on', null, 'pause-recording'])
    // The answer alone was lost: it is paused after all.
    expect(seen(play(call, [read(1, 'paused')], NOW).call)).toEqual(['paused', null, null])
  })

  it('is resumed by the server when the pause was long enough, as often as it takes', () => {
    expect(getNextDeadline(paused)).toBe(NOW + PAUSE_MS)
    const due = transition(paused, { kind: 'tick' }, NOW + PAUSE_MS)
    expect(due.effects).toEqual([set(2, false)])
    const no: CallEvent = {
      kind: 'recording-not-changed',
      requestNumber: 2,
      failure: 'refused',
    }
    const refused = play(due.call, [no], NOW + PAUSE_MS).call
    expect(seen(refused)).toEqual(['paused', null, 'resume-recording'])
    const later = getNextDeadline(refused) ?? 0
    expect(later).toBeGreaterThan(NOW + PAUSE_MS)
    expect(transition(refused, { kind: 'tick' }, later).effects).toEqual([set(3, false)])
  })

  it('whose pause is not answered is looked up', () => {
    const due = getNextDeadline(asked) ?? 0
    const looked = transition(asked, { kind: 'tick' }, due)
    expect(looked.effects).toEqual([reading(1)])
    expect(seen(play(looked.call, [read(1, 'on')], due).call)).toEqual([
      'on',
      null,
      'pause-recording',
    ])
    expect(seen(play(looked.call, [read(1, 'paused')], due).call)).toEqual(['paused', null, null])
  })

  it('shows what a request has done that another has overtaken, and waits for that one', () => {
    const back = play(asked, [ask(false)], NOW).call
    const between = play(back, [changed(1, true)], NOW).call
    expect(seen(between)).toEqual(['paused', 'resume', null])
    const no: CallEvent = {
      kind: 'recording-not-changed',
      requestNumber: 2,
      failure: 'refused',
    }
    const stuck = play(between, [no, read(2, 'unknown')], NOW).call
    expect(seen(stuck)).toEqual(['paused', null, 'resume-recording'])
    const due = transition(stuck, { kind: 'tick' }, getNextDeadline(stuck) ?? 0)
    expect(due.effects).toEqual([reading(2)])
    expect(seen(play(back, [changed(2, false)], NOW).call)).toEqual(['on', null, null])
  })

  it('that could not be started is told once, and tried again', () => {
    const no = refusing({ failure: 'refused' })
    const failed = play(unrecorded, [no], NOW).call
    expect(seen(failed)).toEqual(['failed', null, 'record'])
    const due = getNextDeadline(failed) ?? 0
    const again = transition(failed, { kind: 'tick' }, due)
    expect(again.effects).toEqual([settle])
    const still = play(again.call, [no], due).call
    expect(still.failure).toBe(failed.failure)
    expect(seen(play(still, [settled], due).call)).toEqual(['on', null, null])
  })

  it('that ends by itself is started again, unless the call ends too', () => {
    const over: CallEvent = { kind: 'recording-ended', recordingSid: 'RE1' }
    const alone = play(recorded, [over], NOW).call
    expect(seen(alone)).toEqual(['on', null, null])
    expect(play(alone, [over], NOW + 1000).call).toBe(alone)
    const due = transition(alone, { kind: 'tick' }, getNextDeadline(alone) ?? 0)
    expect(due.effects).toEqual([settle])
    expect(seen(play(due.call, [refusing({})], NOW).call)).toEqual(['on', null, null])
    const other = { ...settled, found: { ...found, recordingSid: 'RE2' } } as CallEvent
    expect(play(due.call, [other], NOW).call.recording).toMatchObject({
      recordingSid: 'RE2',
      settling: false,
    })
    const ended = play(alone, [{ kind: 'customer-left' }], NOW).call
    expect(ended.phase.kind).toBe('ended')
    expect(getNextDeadline(ended)).toBeNull()
    expect(seen(ended)).toEqual([null, null, null])
    expect(play(recorded, [{ ...over, recordingSid: 'RE0' } as CallEvent], NOW).call).toBe(recorded)
  })

  it('ends where the policy of the next queue wants none', () => {
    const none: CallEvent = { kind: 'recording-settled', found: null, pauseMs: PAUSE_MS }
    expect(play(recorded, [none], NOW).call.recording).toBeNull()
  })

  it('that could not be stopped is shown to be on, and stopped as soon as it can be', () => {
    const no = refusing({ wanted: false })
    const still = play(recorded, [no], NOW).call
    expect(seen(still)).toEqual(['on', null, null])
    const due = transition(still, { kind: 'tick' }, getNextDeadline(still) ?? 0)
    expect(due.effects).toEqual([settle])
    expect(play(unrecorded, [no], NOW).call.recording?.settling).toBe(true)
  })

  it('of which only the answer was lost is found as soon as Twilio tells of it', () => {
    const begun: CallEvent = { kind: 'recording-started' }
    const failed = play(unrecorded, [refusing({})], NOW).call
    expect(seen(failed)).toEqual(['failed', null, 'record'])
    expect(play(failed, [begun], NOW).effects).toEqual([settle])
    expect(seen(play(failed, [begun, settled], NOW).call)).toEqual(['on', null, null])
    expect(play(recorded, [begun], NOW)).toEqual({ call: recorded, effects: [] })
    expect(getNextDeadline(failed)).toBe(NOW + 3000)
  })

  it('is known to be on while Twilio cannot be asked about it, and a pause under way goes on', () => {
    const unknown = play(asked, [refusing({})], NOW).call
    expect(seen(unknown)).toEqual(['on', 'pause', null])
    const again = play(unknown, [settled], NOW).call
    expect(seen(again)).toEqual(['on', 'pause', null])
    expect(getNextDeadline(again)).toBe(NOW + 3000)
    expect(seen(play(again, [changed(1, true)], NOW).call)).toEqual(['paused', null, null])
  })

  it('is paused in a queue no longer than elsewhere', () => {
    const to = { kind: 'queue', queueName: 'Sales' } as const
    const by = ada.identity
    const queued = play(
      paused,
      [
        { kind: 'transfer-requested', by, transfer: 'cold', to, reason: '' },
        { kind: 'customer-placed', place: 3 },
      ],
      NOW,
    ).call
    expect(queued.phase.kind).toBe('queued')
    expect(transition(queued, { kind: 'tick' }, NOW + PAUSE_MS).effects).toEqual([set(3, false)])
  })

  it('is over with the customer’s leg, while others talk on', () => {
    const who = {
      partyId: 'party_1',
      identity: null,
      workerSid: null,
      number: '+15005550107',
      name: null,
    }
    const others: readonly CallEvent[] = [
      { kind: 'add-requested', invitee: who },
      { kind: 'leg-status', partyId: 'party_1', callSid: 'CA-3', status: 'in-progress' },
      { kind: 'customer-left' },
      { kind: 'recording-ended', recordingSid: 'RE1' },
    ]
    const { call } = play(recorded, others, NOW)
    expect([call.phase.kind, call.recording]).toEqual(['active', null])
    expect(getNextDeadline(call)).toBeNull()
    expect(play(call, [settled], NOW).call.recording).toBeNull()
  })

  it('ends when the customer is moved into another call, which has its own', () => {
    const asks: CallEvent = {
      kind: 'merge-requested',
      by: ada.identity,
      into: 'call_9',
      partyId: 'party_9',
    }
    const unwanted = { ...settle, unwanted: true }
    const moving = play(recorded, [asks], NOW)
    expect(moving.effects.map(({ kind }) => kind)).toEqual(['settle-recording', 'request-adoption'])
    expect(moving.effects[0]).toEqual(unwanted)
    expect(
      play(moving.call, [{ kind: 'merge-failed', partyId: 'party_9' }], NOW).effects[0],
    ).toEqual(settle)

    const failed = play(moving.call, [refusing({ wanted: false })], NOW).call
    const merged = play(failed, [{ kind: 'merge-done', partyId: 'party_9' }], NOW).call
    expect(merged.phase.kind).toBe('ended')
    const due = transition(merged, { kind: 'tick' }, getNextDeadline(merged) ?? 0)
    expect(due.effects).toContainEqual(unwanted)
    const none: CallEvent = { kind: 'recording-settled', found: null, pauseMs: PAUSE_MS }
    expect(getNextDeadline(play(due.call, [none], NOW).call)).toBeNull()
  })
})
