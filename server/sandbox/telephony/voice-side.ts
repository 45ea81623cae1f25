import type { VoiceSide } from '../taskrouter/voice-side.ts'
import { startScript } from '../twiml/script.ts'
import { parseAddress } from './dialing/address.ts'
import { callerFailureOf } from './dialing/caller-failure.ts'
import { isFinal } from './call/call-status.ts'
import { recordConference } from './recording/conference-recording.ts'
import { meetQueued } from './queue/dequeue.ts'
import { redirectCall } from './dialing/direct.ts'
import { inviteOptionsOf, joinOptionsOf } from './form.ts'
import { inviteParticipant } from './conference/invite.ts'
import { Participant } from './conference/participant.ts'
import { conferenceRecordingOf } from './recording/recording-form.ts'
import { failureOf, ringWorker } from './dialing/ring-worker.ts'
import type { VoiceServices } from './services.ts'

/** What TaskRouter uses of Voice. Docs: taskrouter/api/reservations#conference, taskrouter/twiml-queue-calls. */
export function createVoiceSide(services: VoiceServices): VoiceSide {
  return {
    callerFault: (to, from) =>
      callerFailureOf(services, { to: parseAddress(to)?.kind ?? 'client', from }),
    ringIntoConference(request) {
      const address = parseAddress(request.to)
      if (!address) {
        queueMicrotask(() => request.onFailed('failed'))
        return { cancel() {} }
      }
      const conference = services.conferences.open(request.conference, 'api')
      const recording = conferenceRecordingOf(request.options)
      if (recording) recordConference(services, conference, recording)
      const { call } = inviteParticipant(services, {
        conference,
        address,
        from: request.from,
        options: inviteOptionsOf(request.options),
        onJoined: () => request.onAnswered(call.sid, conference.sid),
        onFailed: (status) => request.onFailed(failureOf(status)),
      })
      return {
        cancel() {
          if (call.answeredAt === null) call.end('canceled', 'switch')
        },
      }
    },
    dequeueCall(request) {
      return ringWorker(services, request, (call) => {
        const { onEnded, onFailed } = request
        const connected = () => request.onConnected(call.sid)
        if (meetQueued(services, call, request.callSid, { connected, ended: onEnded })) return
        onFailed('canceled')
        call.end('completed', 'switch')
      })
    },
    callWorker(request) {
      return ringWorker(services, request, (call) => {
        request.onAnswered(call.sid)
        startScript(services, call, { source: { kind: 'url', url: request.url, method: 'POST' } })
      })
    },
    redirectCall(callSid, url) {
      const call = services.calls.get(callSid)
      if (call?.status !== 'in-progress') return false
      redirectCall(services, call, { source: { kind: 'url', url, method: 'POST' } })
      return true
    },
    moveQueuedCall(callSid, conference, options) {
      const entry = services.queues.find(callSid)
      if (!entry) return false
      entry.dequeue({ kind: 'conference', conference, options: joinOptionsOf(options) })
      return true
    },
    updateParticipant(conference, callSid, changes) {
      const found = services.conferences.find(conference)
      const who = found?.find(callSid)
      if (!found || !(who instanceof Participant)) return false
      found.update(who, changes)
      return true
    },
    removeParticipant(conference, callSid) {
      const found = services.conferences.find(conference)
      if (!(found?.find(callSid) instanceof Participant)) return false
      found.leave(callSid, 'kicked')
      return true
    },
    onCallEnd(callSid, done) {
      const call = services.calls.get(callSid)
      if (call === null || call.ended) return done()
      const stop = call.watch((status) => {
        if (!isFinal(status)) return
        stop()
        done()
      })
    },
    onConferenceEnd: (conference, done) => services.conferences.onEnd(conference, done),
  }
}
