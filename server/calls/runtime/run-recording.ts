import type { Answer, RecordingFacts, TwilioFailure, TwilioGateway } from '../../twilio/gateway.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import type { RecordingPolicy } from '../recording/policy.ts'
import { toEffectFailure } from './postponed.ts'

export interface RecordingDeps {
  readonly gateway: Pick<
    TwilioGateway,
    'recordings' | 'startRecording' | 'setRecording' | 'recordingStatus'
  >
  readonly recording: RecordingPolicy
  urls(): { recordingStatus(callId: string): string }
}

export type RecordingCommand = Extract<
  CallEffect,
  { kind: 'settle-recording' | 'set-recording' | 'read-recording' }
>

export async function runRecording(
  deps: RecordingDeps,
  call: Call,
  effect: RecordingCommand,
): Promise<CallEvent> {
  const { gateway, recording } = deps
  const { pauseMs } = recording
  switch (effect.kind) {
    case 'settle-recording':
      return settle(deps, call, effect)
    case 'set-recording': {
      const { callSid, recordingSid, pause, requestNumber } = effect
      const to = pause ? ('paused' as const) : ('in-progress' as const)
      const set = await gateway.setRecording({ callSid, recordingSid, to })
      if (set.ok && set.value.status === to) {
        return { kind: 'recording-changed', requestNumber, paused: pause, pauseMs }
      }
      const failure = set.ok ? 'refused' : toEffectFailure(set.failure)
      return { kind: 'recording-not-changed', requestNumber, failure }
    }
    case 'read-recording': {
      const { callSid, recordingSid, requestNumber } = effect
      const status = await gateway.recordingStatus({ callSid, recordingSid })
      return { kind: 'recording-read', requestNumber, found: foundIn(status), pauseMs }
    }
  }
}

type Settled = Extract<CallEvent, { kind: 'recording-settled' | 'recording-failed' }>

/** Makes it so. A recording that runs is kept, so a repeated effect never starts a second one. */
async function settle(
  { gateway, recording, urls }: RecordingDeps,
  call: Call,
  { callSid, unwanted }: Extract<RecordingCommand, { kind: 'settle-recording' }>,
): Promise<Settled> {
  const { pauseMs } = recording
  const wanted = !unwanted && recording.records(call)
  const none = { kind: 'recording-settled', found: null, pauseMs } as const
  // There is no recording, and none was requested.
  if (!wanted && !unwanted && call.recording === null) return none
  const failWith = (failure: TwilioFailure, known: { readonly none: boolean }) =>
    ({
      kind: 'recording-failed',
      callSid,
      wanted,
      failure: toEffectFailure(failure),
      ...known,
    }) as const
  const known = await gateway.recordings(callSid)
  if (!known.ok) return failWith(known.failure, { none: false })
  const [live, ...more] = known.value.filter(isLive)
  for (const { recordingSid } of wanted || live === undefined ? more : [live, ...more]) {
    const stopped = await gateway.setRecording({ callSid, recordingSid, to: 'stopped' })
    if (!stopped.ok) return failWith(stopped.failure, { none: false })
  }
  if (!wanted) return none
  if (live !== undefined) {
    const { recordingSid, status } = live
    const found = { recordingSid, callSid, paused: status === 'paused' }
    return { kind: 'recording-settled', found, pauseMs }
  }
  const statusUrl = urls().recordingStatus(call.callId)
  const started = await gateway.startRecording({ callSid, statusUrl })
  if (!started.ok) return failWith(started.failure, { none: true })
  const { recordingSid } = started.value
  const found = { recordingSid, callSid, paused: false }
  return { kind: 'recording-settled', found, pauseMs }
}

function isLive({ status }: RecordingFacts): boolean {
  return status === 'in-progress' || status === 'paused'
}

function foundIn(
  status: Awaited<Answer<{ readonly status: string }>>,
): Extract<CallEvent, { kind: 'recording-read' }>['found'] {
  if (!status.ok) {
    const { failure } = status
    return failure.kind === 'gone' ? 'gone' : 'unknown'
  }
  if (status.value.status === 'paused') return 'paused'
  return status.value.status === 'in-progress' ? 'on' : 'gone'
}
