import type { VoiceSide } from '../taskrouter/voice-side.ts'
import { parseAddress } from './address.ts'
import type { FinalStatus } from './call-status.ts'
import { inviteOptionsOf, joinOptionsOf } from './form.ts'
import { inviteParticipant } from './invite.ts'
import type { VoiceServices } from './services.ts'
import { createWorkerCalls } from './worker-calls.ts'

/** What TaskRouter uses of Voice. Docs: taskrouter/api/reservations#conference, taskrouter/twiml-queue-calls. */
export function createVoiceSide(services: VoiceServices): VoiceSide {
  return {
    ringIntoConference(request) {
      const address = parseAddress(request.to)
      if (!address) {
        queueMicrotask(() => request.onFailed('failed'))
        return { cancel() {} }
      }
      const conference = services.conferences.open(request.conference)
      const { call } = inviteParticipant(services, {
        conference,
        address,
        from: request.from,
        options: inviteOptionsOf(request.options),
        onJoined: () => request.onAnswered(call.sid, conference.sid),
        onFailed: (status) => request.onFailed(reasonOf(status)),
      })
      return {
        cancel() {
          if (call.answeredAt === null) call.end('canceled', 'switch')
        },
      }
    },
    moveQueuedCall(callSid, conference, options) {
      const entry = services.queues.find(callSid)
      if (!entry) return false
      entry.dequeue({ kind: 'conference', conference, options: joinOptionsOf(options) })
      return true
    },
    onConferenceEnd: (conference, done) => services.conferences.onEnd(conference, done),
    ...createWorkerCalls(services),
  }
}

function reasonOf(status: FinalStatus): 'busy' | 'no-answer' | 'failed' | 'canceled' {
  return status === 'completed' ? 'canceled' : status
}
