import type { CallStatus } from '../../telephony/call/call-status.ts'
import { API_VERSION } from '../../telephony/call/call-params.ts'
import type { Conference, Invitation } from '../../telephony/conference/conference.ts'
import { Participant } from '../../telephony/conference/participant.ts'
import { rfc2822 } from '../../telephony/rfc2822.ts'

/** A Conference as the REST API answers it. Docs: voice/api/conference-resource. */
export function conferenceJson(conference: Conference): Record<string, unknown> {
  const uri = uriOf(conference)
  return {
    account_sid: conference.accountSid,
    date_created: rfc2822(conference.createdAt),
    date_updated: rfc2822(conference.updatedAt),
    api_version: API_VERSION,
    friendly_name: conference.friendlyName,
    region: 'us1',
    sid: conference.sid,
    status: conference.status,
    uri: `${uri}.json`,
    subresource_uris: {
      participants: `${uri}/Participants.json`,
      recordings: `${uri}/Recordings.json`,
    },
    reason_conference_ended: conference.endReason,
    call_sid_ending_conference: conference.callSidEnding,
  }
}

/** A Participant, who may still be rung. Docs: voice/api/conference-participant-resource. */
export function participantJson(
  conference: Conference,
  who: Participant | Invitation,
): Record<string, unknown> {
  const joined = who instanceof Participant
  const join = joined ? who.options : who.join
  const { coaches } = joined ? who : join
  const created = joined ? who.joinedAt : who.createdAt
  return {
    account_sid: conference.accountSid,
    call_sid: who.call.sid,
    label: join.label,
    call_sid_to_coach: coaches,
    coaching: coaches !== null,
    conference_sid: conference.sid,
    date_created: rfc2822(created),
    date_updated: rfc2822(joined ? who.updatedAt : created),
    end_conference_on_exit: joined ? who.endConferenceOnExit : join.endConferenceOnExit,
    muted: joined ? who.muted : join.muted,
    hold: joined && who.held,
    start_conference_on_enter: join.startConferenceOnEnter,
    status: STATUS[who.call.status],
    queue_time: null,
    uri: `${uriOf(conference)}/Participants/${who.call.sid}.json`,
  }
}

const STATUS: Record<CallStatus, string> = {
  queued: 'queued',
  initiated: 'connecting',
  ringing: 'ringing',
  'in-progress': 'connected',
  completed: 'complete',
  busy: 'failed',
  failed: 'failed',
  'no-answer': 'failed',
  canceled: 'failed',
}

function uriOf({ accountSid, sid }: Conference): string {
  return `/${API_VERSION}/Accounts/${accountSid}/Conferences/${sid}`
}
