import { describe, expect, it } from 'vitest'
import { T0, aCaller, play, talking } from '../testing/calls.ts'
import type { CallCommand } from './call-command.ts'
import type { CallEvent } from './call-event.ts'
import type { Call } from './call.ts'
import { callSnapshot } from './snapshot.ts'
import { nextDeadline, transition } from './transition.ts'

const PAUSE_MS = 120_000
const NOW = T0 + 60_000
const found = { recordingSid: 'RE1', callSid: 'CA-customer', paused: false }
const settled: CallEvent = { kind: 'recording-settled', found, pauseMs: PAUSE_MS }
const ask = (pause: boolean): CallEvent => ({ kind: 'recording-asked', pause })
const changed = (asked: number, paused: boolean): CallEvent => ({
  kind: 'recording-changed',
  asked,
  paused,
  pauseMs: PAUSE_MS,
})
const read = (
  asked: number,
  what: Extract<CallEvent, { kind: 'recording-read' }>['found'],
): CallEvent => ({ kind: 'recording-read', asked, found: what, pauseMs: PAUSE_MS })
const set = (asked: number, pause: boolean): CallCommand => ({
  kind: 'set-recording',
  callSid: 'CA-customer',
  recordingSid: 'RE1',
  pause,
  asked,
})
const reading = (asked: number): CallCommand => ({
  kind: 'read-recording',
  callSid: 'CA-customer',
  recordingSid: 'RE1',
  asked,
})
const settle: CallCommand = { kind: 'settle-recording', callSid: 'CA-customer' }
const ada = { identity: 'tenant_main_user_ada', name: 'Ada' }

const unrecorded = play(aCaller(), talking).call
const recorded = play(unrecorded, [settled], NOW).call
const asked = play(recorded, [ask(true)], NOW).call
const paused = play(asked, [changed(1, true)], NOW).call

/** What the agent sees of it. */
function seen(call: Call) {
  const snapshot = callSnapshot(call, ada, NOW + 1000)
  const { recording, trouble } = snapshot ?? {}
  return [recording?.state ?? null, recording?.pending ?? null, trouble?.command ?? null]
}

describe('a recording', () => {
  it('is settled with each beginning of a conversation, and shown once Twilio has said so', () => {
    expect(play(aCaller(), talking).commands.at(-1)).toEqual(settle)
    expect(seen(unrecorded)).toEqual([null, null, null])
    expect(seen(recorded)).toEqual(['on', null, null])
  })

  it('is paused by command, and is said to be paused only when that is proved', () => {
    expect(play(recorded, [ask(true)], NOW).commands).toEqual([set(1, true)])
    expect(seen(asked)).toEqual(['on', 'pause', null])
    expect(seen(paused)).toEqual(['paused', null, null])
    const again = play(paused, [ask(false)], NOW + 5000)
    expect(again.commands).toEqual([set(2, false)])
    expect(seen(play(again.call, [changed(2, false)], NOW + 5000).call)).toEqual(['on', null, null])
  })

  it('that cannot be paused is said to be on still, at once, and Twilio is asked', () => {
    const no: CallEvent = { kind: 'recording-not-changed', asked: 1, refusal: 'unreachable' }
    const { call, commands } = play(asked, [no], NOW)
    expect(seen(call)).toEqual(['on', null, 'pause-recording'])
    expect(commands).toEqual([reading(1)])
    expect(seen(play(call, [read(1, 'on')], NOW).call)).toEqual(['on', null, 'pause-recording'])
    // The answer alone was lost: it is paused after all.
    expect(seen(play(call, [read(1, 'paused')], NOW).call)).toEqual(['paused', null, null])
  })

  it('is resumed by the server when the pause was long enough, as often as it takes', () => {
    expect(nextDeadline(paused)).toBe(NOW + PAUSE_MS)
    const due = transition(paused, { kind: 'tick' }, NOW + PAUSE_MS)
    expect(due.commands).toEqual([set(2, false)])
    const no: CallEvent = { kind: 'recording-not-changed', asked: 2, refusal: 'refused' }
    const refused = play(due.call, [no], NOW + PAUSE_MS).call
    expect(seen(refused)).toEqual(['paused', null, 'resume-recording'])
    const later = nextDeadline(refused) ?? 0
    expect(later).toBeGreaterThan(NOW + PAUSE_MS)
    expect(transition(refused, { kind: 'tick' }, later).commands).toEqual([set(3, false)])
  })

  it('whose pause is not answered is looked up', () => {
    const due = nextDeadline(asked) ?? 0
    const looked = transition(asked, { kind: 'tick' }, due)
    expect(looked.commands).toEqual([reading(1)])
    expect(seen(play(looked.call, [read(1, 'on')], due).call)).toEqual([
      'on',
      null,
      'pause-recording',
    ])
    expect(seen(play(looked.call, [read(1, 'paused')], due).call)).toEqual(['paused', null, null])
  })

  it('takes no notice of the answer to a request that another has overtaken', () => {
    const back = play(asked, [ask(false)], NOW).call
    expect(play(back, [changed(1, true)], NOW).call).toBe(back)
    expect(seen(play(back, [changed(2, false)], NOW).call)).toEqual(['on', null, null])
  })

  it('that could not be started is told once, and tried again', () => {
    const no: CallEvent = { kind: 'recording-refused', callSid: 'CA-customer', refusal: 'refused' }
    const failed = play(unrecorded, [no], NOW).call
    expect(seen(failed)).toEqual(['failed', null, 'record'])
    const due = nextDeadline(failed) ?? 0
    const again = transition(failed, { kind: 'tick' }, due)
    expect(again.commands).toEqual([settle])
    const still = play(again.call, [no], due).call
    expect(still.trouble).toBe(failed.trouble)
    expect(seen(play(still, [settled], due).call)).toEqual(['on', null, null])
  })

  it('that ends by itself is begun anew, unless the call ends too', () => {
    const over: CallEvent = { kind: 'recording-over', recordingSid: 'RE1' }
    const alone = play(recorded, [over], NOW).call
    expect(seen(alone)).toEqual(['failed', null, null])
    expect(transition(alone, { kind: 'tick' }, nextDeadline(alone) ?? 0).commands).toEqual([settle])
    const ended = play(alone, [{ kind: 'customer-gone' }], NOW).call
    expect(ended.phase.kind).toBe('ended')
    expect(nextDeadline(ended)).toBeNull()
    expect(seen(ended)).toEqual([null, null, null])
    expect(play(recorded, [{ ...over, recordingSid: 'RE0' } as CallEvent], NOW).call).toBe(recorded)
  })

  it('ends where the policy of the next queue wants none', () => {
    const none: CallEvent = { kind: 'recording-settled', found: null, pauseMs: PAUSE_MS }
    expect(play(recorded, [none], NOW).call.recording).toBeNull()
  })
})
