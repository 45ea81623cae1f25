import { API_VERSION } from '../../telephony/call/call-params.ts'
import type { Recording } from '../../telephony/recording/call-recording.ts'
import { rfc2822 } from '../../telephony/rfc2822.ts'
import type { VoiceServices } from '../../telephony/services.ts'

/** A Recording as the REST API answers it. Docs: voice/api/recording. */
export function recordingJson(
  { accountSid }: VoiceServices,
  recording: Recording,
): Record<string, unknown> {
  const { sid, subject, options, url, errorCode, startedAt, updatedAt, status, duration } =
    recording
  const path = `/${API_VERSION}/Accounts/${accountSid}/Recordings/${sid}`
  return {
    account_sid: accountSid,
    api_version: API_VERSION,
    call_sid: subject.callSid,
    conference_sid: subject.conferenceSid,
    channels: options.channels,
    date_created: rfc2822(startedAt),
    date_updated: rfc2822(updatedAt),
    start_time: rfc2822(startedAt),
    duration: duration === null ? null : String(duration),
    error_code: errorCode,
    encryption_details: null,
    media_url: url,
    price: null,
    price_unit: 'USD',
    sid,
    source: options.source,
    status,
    track: options.track,
    subresource_uris: {},
    uri: `${path}.json`,
  }
}
