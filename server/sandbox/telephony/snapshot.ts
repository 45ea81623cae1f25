import type { Recording } from './recording/call-recording.ts'
import type { Call } from './call/call.ts'
import type { Conference } from './conference/conference.ts'
import type { Queue } from './queue/queues.ts'
import type { Routes } from './routes.ts'
import type { VoiceServices } from './services.ts'

/** All that Voice holds, for a person to look at: what is newest comes first. */
export function voiceSnapshot(services: VoiceServices) {
  const { calls, conferences, queues, recordings, routes, audio } = services
  return {
    numbers: routesOf(routes),
    calls: calls.list().map(callOf),
    conferences: conferences.list().map(conferenceOf),
    queues: queues.list().map((queue) => queueOf(queue)),
    recordings: recordings.list().toReversed().map(recordingOf),
    /** Answered legs in the audio loop. */
    openLegs: audio.openLegs,
  }
}

function routesOf(routes: Routes) {
  return routes.numbers().map((number) => {
    const { voiceUrl, voiceMethod, voiceFallbackUrl, statusCallback } = routes.routeOf(number)
    const { sid, phoneNumber, friendlyName, voiceApplicationSid } = number
    return {
      sid,
      phoneNumber,
      friendlyName,
      voiceApplicationSid,
      voiceUrl,
      voiceMethod,
      voiceFallbackUrl,
      statusCallback,
    }
  })
}

function callOf(call: Call) {
  const { sid, status, duration, sipCode, facts } = call
  return {
    sid,
    status,
    direction: facts.direction,
    from: facts.from,
    to: facts.to,
    callerName: facts.callerName ?? null,
    parentSid: facts.parentSid ?? null,
    params: facts.params ?? {},
    createdAt: instant(call.createdAt),
    answeredAt: instant(call.answeredAt),
    endedAt: instant(call.endedAt),
    duration,
    sipCode,
    legs: call.legs.map(({ kind }) => ({ kind, answered: call.audio !== null })),
    steps: call.steps.list(),
  }
}

function conferenceOf(conference: Conference) {
  const { sid, friendlyName, status, endReason, createdAt } = conference
  return {
    sid,
    friendlyName,
    status,
    endReason,
    createdAt: instant(createdAt),
    callSids: [...conference.callSids],
    participants: conference.participants.map(({ call, options, muted, held }) => ({
      callSid: call.sid,
      label: options.label,
      muted,
      held,
      jitterBufferSize: options.jitterBufferSize,
    })),
    ringing: conference.invitations.map(({ call, join }) => ({
      callSid: call.sid,
      label: join.label,
      jitterBufferSize: join.jitterBufferSize,
    })),
  }
}

function queueOf({ sid, friendlyName, entries }: Queue) {
  const waiting = entries.map(({ call, enteredAt }) => {
    return { callSid: call.sid, enteredAt: instant(enteredAt) }
  })
  return { sid, friendlyName, waiting }
}

function recordingOf({ sid, subject, status, duration, startedAt }: Recording) {
  const { callSid, conferenceSid } = subject
  return { sid, callSid, conferenceSid, status, duration, startedAt: instant(startedAt) }
}

function instant(ms: number): string
function instant(ms: number | null): string | null
function instant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
