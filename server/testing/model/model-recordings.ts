import assert from 'node:assert/strict'
import type { CallEffect } from '../../calls/model/call-effect.ts'
import type { CallEvent } from '../../calls/model/call-event.ts'
import type { Call } from '../../calls/model/call.ts'
import type { RecordingCommand } from '../../calls/runtime/run-recording.ts'
import type { ModelLeg } from './model-conferences.ts'
import type { Fate } from './model-twilio.ts'

interface ModelRecording {
  readonly recordingSid: string
  readonly callSid: string
  state: 'on' | 'paused' | 'over'
}

/** The longest pause, ms. */
const MODEL_PAUSE_MS = 20_000

export function isOfRecording(command: CallEffect): command is RecordingCommand {
  return (
    command.kind === 'settle-recording' ||
    command.kind === 'set-recording' ||
    command.kind === 'read-recording'
  )
}

/** Recordings of legs as Twilio has them, under a policy that records everything. */
export class ModelRecordings {
  readonly #all: ModelRecording[] = []

  live(callSid: string): readonly ModelRecording[] {
    return this.#all.filter((each) => each.callSid === callSid && each.state !== 'over')
  }

  /** The leg is over, and so is what is recorded of it. */
  end(callSid: string): readonly CallEvent[] {
    return this.live(callSid).map((each) => {
      each.state = 'over'
      return { kind: 'recording-ended', recordingSid: each.recordingSid }
    })
  }

  /** The answer, and the callbacks that follow. */
  run(command: RecordingCommand, fate: Fate, isUp: boolean): readonly CallEvent[] {
    switch (command.kind) {
      case 'settle-recording':
        return this.#settle(command, fate, isUp)
      case 'set-recording':
        return [this.#set(command, fate)]
      case 'read-recording': {
        const one = this.#all.find(({ recordingSid }) => recordingSid === command.recordingSid)
        const state = one === undefined || one.state === 'over' ? 'gone' : one.state
        const found = fate === 'done' ? state : 'unknown'
        const { requestNumber } = command
        return [{ kind: 'recording-read', requestNumber, found, pauseMs: MODEL_PAUSE_MS }]
      }
    }
  }

  #settle(
    { callSid, unwanted }: Extract<RecordingCommand, { kind: 'settle-recording' }>,
    fate: Fate,
    isUp: boolean,
  ): readonly CallEvent[] {
    const failure = fate === 'refused' ? 'refused' : 'unreachable'
    const wanted = !unwanted
    const no = { kind: 'recording-failed', callSid, wanted, none: false, failure } as const
    if (fate === 'refused' || fate === 'lost-request') return [no]
    if (unwanted) {
      const ended = this.end(callSid)
      const none = { kind: 'recording-settled', found: null, pauseMs: MODEL_PAUSE_MS } as const
      return [fate === 'lost-reply' ? no : none, ...ended]
    }
    const [known] = this.live(callSid)
    if (known === undefined && !isUp) return [{ ...no, none: true, failure: 'refused' }]
    const one = known ?? this.#start(callSid)
    const { recordingSid, state } = one
    const found = { recordingSid, callSid, paused: state === 'paused' }
    const settled = { kind: 'recording-settled', found, pauseMs: MODEL_PAUSE_MS } as const
    const told = known === undefined ? [{ kind: 'recording-started' } as const] : []
    return [fate === 'lost-reply' ? { ...no, none: known === undefined } : settled, ...told]
  }

  #start(callSid: string): ModelRecording {
    const one: ModelRecording = { recordingSid: `RE${this.#all.length}`, callSid, state: 'on' }
    this.#all.push(one)
    return one
  }

  #set(
    { recordingSid, pause, requestNumber }: Extract<RecordingCommand, { kind: 'set-recording' }>,
    fate: Fate,
  ): CallEvent {
    const one = this.#all.find((each) => each.recordingSid === recordingSid)
    const over = one === undefined || one.state === 'over'
    const failure = over || fate === 'refused' ? 'refused' : 'unreachable'
    const no = { kind: 'recording-not-changed', requestNumber, failure } as const
    if (over || fate === 'refused' || fate === 'lost-request') return no
    one.state = pause ? 'paused' : 'on'
    if (fate === 'lost-reply') return no
    return { kind: 'recording-changed', requestNumber, paused: pause, pauseMs: MODEL_PAUSE_MS }
  }
}

/** At any time: what is said to be paused is, and nothing is recorded twice. */
export function checkRecording({ recording }: Call, recordings: ModelRecordings): void {
  if (recording === null) return
  const { callSid, state, pending, deadline } = recording
  const live = recordings.live(callSid)
  assert.ok(live.length <= 1, 'recorded twice')
  const proved = state === 'paused' && pending === null && deadline === null
  if (proved && live.length > 0) assert.equal(live[0]?.state, 'paused', 'recorded in a pause')
}

/** Once it is quiet: every pause is over, and who has gone elsewhere is no longer recorded here. */
export function checkRecordingAtRest(
  { recording, phase, customer }: Call,
  leg: ModelLeg,
  recordings: ModelRecordings,
): void {
  const live = recordings.live(leg.callSid)
  if (customer.identity !== null) assert.deepEqual([recording, live], [null, []])
  else if (leg.state === 'elsewhere') assert.deepEqual(live, [], 'recorded elsewhere')
  else if (phase.kind === 'active' && leg.state === 'in') {
    const [one] = live
    assert.equal(one?.state, 'on', 'not recorded')
    const { recordingSid, state, pending } = recording ?? {}
    assert.deepEqual([recordingSid, state, pending], [one.recordingSid, 'on', null])
  }
  for (const { state } of live) assert.equal(state, 'on', 'paused for ever')
}
