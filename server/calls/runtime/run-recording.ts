import { succeed } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import type { RecordingFacts, TwilioFailure, TwilioGateway } from '../../twilio/gateway.ts'
import type { EffectOf } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { EventOf } from '../model/event-owner.ts'
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

export type RecordingCommand = EffectOf<'settle-recording' | 'set-recording' | 'read-recording'>

export async function runRecording(
  deps: RecordingDeps,
  call: Call,
  effect: RecordingCommand,
  attempts = 0,
): Promise<CallEvent> {
  const { gateway, recording } = deps
  const { pauseMs } = recording
  switch (effect.kind) {
    case 'settle-recording':
      return settle(deps, call, { ...effect, first: effect.first && attempts === 0 })
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

/** Makes it so. A recording that runs is kept, so a repeated effect never starts a second one. */
async function settle(
  { gateway, recording, urls }: RecordingDeps,
  call: Call,
  { callSid, unwanted, first }: EffectOf<'settle-recording'>,
): Promise<EventOf<'recording-settled' | 'recording-failed'>> {
  const { pauseMs } = recording
  const wanted = !unwanted && recording.records(call)
  const settled = (found: EventOf<'recording-settled'>['found']) =>
    ({ kind: 'recording-settled', found, pauseMs }) as const
  const failed = (failure: TwilioFailure, none: boolean) =>
    ({
      kind: 'recording-failed',
      callSid,
      wanted,
      none,
      failure: toEffectFailure(failure),
    }) as const
  // There is no recording, and none was requested.
  if (!wanted && !unwanted && call.recording === null) return settled(null)
  const known = first && wanted ? succeed([]) : await gateway.recordings(callSid)
  if (!known.ok) return failed(known.failure, false)
  const live = known.value.filter(isLive)
  const kept = wanted ? live[0] : undefined
  for (const { recordingSid } of live.filter((each) => each !== kept)) {
    const stopped = await gateway.setRecording({ callSid, recordingSid, to: 'stopped' })
    if (!stopped.ok) return failed(stopped.failure, false)
  }
  if (!wanted) return settled(null)
  if (kept !== undefined) {
    const { recordingSid, status } = kept
    return settled({ recordingSid, callSid, paused: status === 'paused' })
  }
  const statusUrl = urls().recordingStatus(call.callId)
  const started = await gateway.startRecording({ callSid, statusUrl })
  if (!started.ok) return failed(started.failure, true)
  return settled({ recordingSid: started.value.recordingSid, callSid, paused: false })
}

function isLive({ status }: RecordingFacts): boolean {
  return status === 'in-progress' || status === 'paused'
}

function foundIn(
  answer: Result<{ readonly status: string }, TwilioFailure>,
): EventOf<'recording-read'>['found'] {
  if (!answer.ok) return answer.failure.kind === 'gone' ? 'gone' : 'unknown'
  const { status } = answer.value
  if (status === 'paused') return 'paused'
  return status === 'in-progress' ? 'on' : 'gone'
}
