import { API_VERSION } from '../telephony/call-params.ts'
import type { CallRecording } from '../telephony/call-recording.ts'
import { rfc2822 } from '../telephony/rfc2822.ts'
import type { VoiceServices } from '../telephony/services.ts'

/** A Recording as the REST API answers it. Docs: voice/api/recording. */
export function recordingJson(
  { accountSid, restUrl }: VoiceServices,
  recording: CallRecording,
): Record<string, unknown> {
  const { sid, call, options, startedAt, updatedAt, status, duration } = recording
  const path = `/${API_VERSION}/Accounts/${accountSid}/Recordings/${sid}`
  return {
    account_sid: accountSid,
    api_version: API_VERSION,
    call_sid: call.sid,
    conference_sid: null,
    channels: options.channels,
    date_created: rfc2822(startedAt),
    date_updated: rfc2822(updatedAt),
    start_time: rfc2822(startedAt),
    duration: duration === null ? null : String(duration),
    error_code: null,
    encryption_details: null,
    media_url: `${restUrl()}/Recordings/${sid}`,
    price: null,
    price_unit: 'USD',
    sid,
    source: 'StartCallRecordingAPI',
    status,
    track: options.track,
    subresource_uris: {},
    uri: `${path}.json`,
  }
}
