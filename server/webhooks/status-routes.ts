import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { CallEvent } from '../calls/model/call-event.ts'
import { OVER, isOver } from '../twilio/call-status.ts'
import { webhookPaths } from '../twilio/urls.ts'
import type { WebhookDeps } from './deps.ts'
import {
  callQuery,
  callStatusForm,
  conferenceForm,
  partyQuery,
  placeQuery,
  recordingForm,
} from './schemas.ts'

const legStatus = z.enum(['ringing', 'in-progress', ...OVER])

/** Callbacks that say what has happened. Repeated and late ones change nothing. */
export function statusRoutes(deps: WebhookDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      webhookPaths.legStatus,
      { schema: { body: callStatusForm, querystring: partyQuery } },
      async (request, reply) => {
        const { callId, partyId } = request.query
        const status = legStatus.safeParse(request.body.CallStatus)
        if (status.success) {
          const callSid = request.body.CallSid
          const event = { kind: 'leg-status', partyId, callSid, status: status.data } as const
          await deps.calls.dispatch(callId, event)
        }
        return reply.code(204).send()
      },
    )
    app.post(
      webhookPaths.callerStatus,
      { schema: { body: callStatusForm } },
      async (request, reply) => {
        const { CallSid, CallStatus } = request.body
        if (isOver(CallStatus)) {
          const call = await deps.calls.lookUpByCustomerCall(CallSid)
          if (call === null) await deps.overCallers.add(CallSid, deps.clock.now())
          else await deps.calls.dispatch(call.callId, { kind: 'customer-left' })
        }
        return reply.code(204).send()
      },
    )
    app.post(
      webhookPaths.recordingStatus,
      { schema: { body: recordingForm, querystring: callQuery } },
      async (request, reply) => {
        const { RecordingSid: recordingSid, RecordingStatus: status } = request.body
        const event = recordingEvent(status, recordingSid)
        if (event !== null) await deps.calls.dispatch(request.query.callId, event)
        return reply.code(204).send()
      },
    )
    app.post(
      webhookPaths.conferenceStatus,
      { schema: { body: conferenceForm, querystring: placeQuery } },
      async (request, reply) => {
        const { callId, place } = request.query
        const event = conferenceEvent(request.body, place)
        const call = event === null ? null : await deps.calls.dispatch(callId, event)
        if (event?.kind === 'participant-joined') {
          if (call !== null) deps.guard.calls.onParticipantJoined(call, event.participant)
          deps.checkSessions()
        }
        return reply.code(204).send()
      },
    )
  }
}

function recordingEvent(status: string, recordingSid: string): CallEvent | null {
  switch (status) {
    case 'in-progress':
      return { kind: 'recording-started' }
    case 'completed':
    case 'absent':
      return { kind: 'recording-ended', recordingSid }
    default:
      return null
  }
}

/** Docs: voice/twiml/conference, statusCallback. With any other reason the participant's call may go on. */
const HUNG_UP = 'participant_hung_up'

/** A Conference callback as an event of the call; null for one that means nothing here. */
export function conferenceEvent(
  form: z.infer<typeof conferenceForm>,
  place: number,
): CallEvent | null {
  const { ConferenceSid: conferenceSid, CallSid: callSid } = form
  if (form.StatusCallbackEvent === 'conference-end') {
    return {
      kind: 'conference-ended',
      place,
      conferenceSid,
      byCallSid: form.CallSidEndingConference || null,
    }
  }
  if (callSid === undefined) return null
  const participant = { label: form.ParticipantLabel || null, callSid }
  const stamp = { conferenceSid, sequence: form.SequenceNumber ?? null }
  switch (form.StatusCallbackEvent) {
    case 'participant-join':
      return { kind: 'participant-joined', participant, place, conferenceSid }
    case 'participant-leave': {
      const { ReasonParticipantLeft: reason = HUNG_UP } = form
      const moved = reason !== HUNG_UP
      return { kind: 'participant-left', participant, place, conferenceSid, moved }
    }
    case 'participant-hold':
      return { kind: 'hold-changed', participant, held: true, stamp }
    case 'participant-unhold':
      return { kind: 'hold-changed', participant, held: false, stamp }
    case 'participant-mute':
      return { kind: 'mute-changed', participant, muted: true, stamp }
    case 'participant-unmute':
      return { kind: 'mute-changed', participant, muted: false, stamp }
    case 'participant-speech-start':
      return { kind: 'speech-changed', participant, speaking: true, stamp }
    case 'participant-speech-stop':
      return { kind: 'speech-changed', participant, speaking: false, stamp }
    default:
      return null
  }
}
