import { succeed } from '../contract/result.ts'
import { acknowledge, answer } from './client.ts'
import type { TwilioClient } from './client.ts'
import { CONFERENCE_EVENTS } from '../twiml/documents.ts'
import type { ConferenceRef, ParticipantRef, RingRequest, VoiceGateway } from './gateway.ts'

export function voiceGateway(client: TwilioClient): VoiceGateway {
  const participant = ({ conferenceSid, callSid }: ParticipantRef) =>
    client.conferences(conferenceSid).participants(callSid)
  return {
    ring: (request) =>
      answer(async () => {
        const { callSid, conferenceSid } = await client
          .conferences(request.conference.sid ?? request.conference.name)
          .participants.create(ringOptions(request))
        return { callSid, conferenceSid }
      }),
    endCall: (callSid) => acknowledge(() => client.calls(callSid).update({ status: 'completed' })),
    redirectCall: (callSid, twiml) => acknowledge(() => client.calls(callSid).update({ twiml })),
    callStatus: (callSid) => answer(async () => (await client.calls(callSid).fetch()).status),
    liveCalls: () => answer(() => listLiveCalls(client)),
    endConference: (conferenceSid) =>
      acknowledge(() => client.conferences(conferenceSid).update({ status: 'completed' })),
    setHold: ({ hold, holdUrl, ...ref }) =>
      acknowledge(() =>
        participant(ref).update({
          hold,
          ...(hold && holdUrl !== null ? { holdUrl, holdMethod: 'GET' } : {}),
        }),
      ),
    setMuted: ({ muted, ...ref }) => acknowledge(() => participant(ref).update({ muted })),
    announce: ({ url, ...ref }) =>
      acknowledge(() => participant(ref).update({ announceUrl: url, announceMethod: 'POST' })),
    findLeg: ({ conference, label }) =>
      answer(async () => {
        const sid = conference.sid ?? (await conferenceNamed(client, conference.name))
        if (sid === null) return null
        const all = await client.conferences(sid).participants.list()
        const found = all.find((each) => each.label === label)
        return found === undefined ? null : { callSid: found.callSid, conferenceSid: sid }
      }),
    participants: async (conference) => {
      const found = await answer(() => listParticipants(client, conference))
      return !found.ok && found.failure.kind === 'gone' ? succeed([]) : found
    },
  }
}

function ringOptions(request: RingRequest) {
  return {
    to: request.to,
    from: request.from,
    label: request.label,
    timeout: request.timeoutSeconds,
    ...(request.timeLimitSeconds === undefined ? {} : { timeLimit: request.timeLimitSeconds }),
    earlyMedia: request.earlyMedia,
    beep: 'false',
    jitterBufferSize: 'small',
    waitUrl: '',
    startConferenceOnEnter: true,
    // The server decides who stays. Twilio ignores this for a party on hold anyway.
    endConferenceOnExit: false,
    statusCallback: request.legStatusUrl,
    statusCallbackMethod: 'POST',
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    conferenceStatusCallback: request.conferenceStatusUrl,
    conferenceStatusCallbackMethod: 'POST',
    conferenceStatusCallbackEvent: [...CONFERENCE_EVENTS],
  }
}

async function listParticipants(client: TwilioClient, conference: ConferenceRef) {
  const sid = conference.sid ?? (await conferenceNamed(client, conference.name))
  if (sid === null) return []
  const participants = await client.conferences(sid).participants.list()
  return participants.map(({ callSid, label, hold, muted, status }) => ({
    callSid,
    conferenceSid: sid,
    label: label || null,
    hold,
    muted,
    answered: status === 'connected',
  }))
}

/**
 * The SID of the live Conference of this name, started or not: sources differ on the status while one party is alone in it.
 * The second request finds one that starts after the first.
 */
async function conferenceNamed(client: TwilioClient, friendlyName: string): Promise<string | null> {
  for (const status of ['init', 'in-progress'] as const) {
    const [found] = await client.conferences.list({ friendlyName, status, limit: 1 })
    if (found !== undefined) return found.sid
  }
  return null
}

/** More than the calls of any contact centre that this server is made for. */
const LIVE_CALLS_READ = 1000

async function listLiveCalls(client: TwilioClient) {
  const lists = await Promise.all(
    (['ringing', 'in-progress'] as const).map((status) =>
      client.calls.list({ status, limit: LIVE_CALLS_READ, pageSize: LIVE_CALLS_READ }),
    ),
  )
  return lists.flat().map(({ sid, parentCallSid, direction, from, to, dateCreated }) => ({
    callSid: sid,
    parentCallSid: parentCallSid || null,
    direction,
    from,
    to,
    createdAt: dateCreated.getTime(),
  }))
}
