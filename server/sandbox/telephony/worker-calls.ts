import type { VoiceSide } from '../taskrouter/voice-side.ts'
import { parseAddress } from './address.ts'
import { reportCall } from './call-report.ts'
import { isFinal } from './call-status.ts'
import type { Call } from './call.ts'
import { placeCall } from './dialing.ts'
import { redirectCall } from './direct.ts'
import { callReportOf, whole } from './form.ts'
import { Participant } from './participant.ts'
import type { VoiceServices } from './services.ts'
import { startScript } from '../twiml/script.ts'
import { talkToQueued } from './worker-talk.ts'

const DEFAULT_TIMEOUT_SECONDS = 60

type WorkerCalls = Pick<
  VoiceSide,
  'onCallEnd' | 'updateParticipant' | 'removeParticipant' | 'ringWorker' | 'redirectCall'
>

/** The calls of TaskRouter's Workers. Docs: taskrouter/handle-assignment-callbacks, taskrouter/api/reservations. */
export function createWorkerCalls(services: VoiceServices): WorkerCalls {
  const participantOf = (name: string, callSid: string) => {
    const conference = services.conferences.find(name)
    const who = conference?.find(callSid)
    return conference && who instanceof Participant ? { conference, who } : null
  }
  return {
    onCallEnd(callSid, done) {
      const call = services.calls.get(callSid)
      if (call === null || call.ended) done()
      else onEnd(call, done)
    },
    updateParticipant(name, callSid, changes) {
      const found = participantOf(name, callSid)
      found?.conference.update(found.who, changes)
      return found !== null
    },
    removeParticipant(name, callSid) {
      const found = participantOf(name, callSid)
      found?.conference.leave(callSid, 'kicked')
      return found !== null
    },
    ringWorker: (request) => ringWorker(services, request),
    redirectCall(callSid, url) {
      const call = services.calls.get(callSid)
      if (call?.status !== 'in-progress') return false
      redirectCall(services, call, { source: { kind: 'url', url, method: 'POST' } })
      return true
    },
  }
}

function ringWorker(
  services: VoiceServices,
  request: Parameters<VoiceSide['ringWorker']>[0],
): { cancel(): void } {
  const { answer, from, options } = request
  const address = parseAddress(request.to)
  if (!address) {
    queueMicrotask(() => request.onFailed('failed'))
    return { cancel() {} }
  }
  const { accountSid } = services
  const timeoutSeconds = whole(options, 'Timeout', DEFAULT_TIMEOUT_SECONDS, 600)
  const direction = 'outbound-api'
  const call = placeCall(services, { address, from, direction, accountSid, timeoutSeconds })
  const report = callReportOf(options)
  if (report) reportCall(call, report, services)
  const stop = call.watch((status) => {
    if (status === 'in-progress') {
      stop()
      if ('talkTo' in answer) talkToQueued(services, call, answer.talkTo, request)
      else execute(services, call, answer.twimlUrl, request)
    } else if (isFinal(status)) {
      stop()
      request.onFailed(status === 'completed' ? 'canceled' : status)
    }
  })
  return {
    cancel() {
      if (call.answeredAt === null) call.end('canceled', 'switch')
    },
  }
}

function execute(
  services: VoiceServices,
  call: Call,
  url: string,
  request: Pick<Parameters<VoiceSide['ringWorker']>[0], 'onAnswered' | 'onEnded'>,
): void {
  onEnd(call, request.onEnded)
  request.onAnswered(call.sid)
  startScript(services, call, { source: { kind: 'url', url, method: 'POST' } })
}

function onEnd(call: Call, done: () => void): void {
  const stop = call.watch((status) => {
    if (!isFinal(status)) return
    stop()
    done()
  })
}
