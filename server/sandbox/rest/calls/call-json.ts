import { API_VERSION } from '../../telephony/call/call-params.ts'
import type { Call } from '../../telephony/call/call.ts'
import { rfc2822 } from '../../telephony/rfc2822.ts'
import { formattedNumber } from '../numbers/formatted-number.ts'

const SUBRESOURCES = {
  events: 'Events',
  notifications: 'Notifications',
  payments: 'Payments',
  recordings: 'Recordings',
  siprec: 'Siprec',
  streams: 'Streams',
  transcriptions: 'Transcriptions',
  user_defined_message_subscriptions: 'UserDefinedMessageSubscriptions',
  user_defined_messages: 'UserDefinedMessages',
}

/** A Call as the REST API answers it. Docs: voice/api/call-resource#call-properties. */
export function callJson(call: Call): Record<string, unknown> {
  const { accountSid, callerName, direction, from, to, parentSid, phoneNumberSid } = call.facts
  const dialled = call.status !== 'queued' && call.status !== 'initiated'
  const base = `/${API_VERSION}/Accounts/${accountSid}/Calls/${call.sid}`
  return {
    sid: call.sid,
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.updatedAt),
    parent_call_sid: parentSid ?? null,
    account_sid: accountSid,
    to,
    to_formatted: formattedNumber(to),
    from,
    from_formatted: formattedNumber(from),
    phone_number_sid: phoneNumberSid ?? null,
    status: call.status === 'initiated' ? 'queued' : call.status,
    start_time: dialled ? rfc2822(call.answeredAt ?? call.createdAt) : null,
    end_time: call.endedAt === null ? null : rfc2822(call.endedAt),
    duration: call.ended ? String(call.duration ?? 0) : null,
    price: null,
    price_unit: 'USD',
    direction,
    answered_by: call.answeredBy,
    annotation: null,
    api_version: API_VERSION,
    forwarded_from: null,
    group_sid: null,
    caller_name: callerName ?? null,
    queue_time: String(call.queueMs),
    trunk_sid: null,
    uri: `${base}.json`,
    subresource_uris: Object.fromEntries(
      Object.entries(SUBRESOURCES).map(([key, name]) => [key, `${base}/${name}.json`]),
    ),
  }
}
