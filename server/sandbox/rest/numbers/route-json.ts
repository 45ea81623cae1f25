import { numberTypeOf } from './number-type.ts'
import { API_VERSION } from '../../telephony/call/call-params.ts'
import { rfc2822 } from '../../telephony/rfc2822.ts'
import type { Application, PhoneNumber, VoiceRoute } from '../../telephony/routes.ts'

/** Docs: phone-numbers/api/incomingphonenumber-resource. */
export function phoneNumberJson(accountSid: string, number: PhoneNumber): Record<string, unknown> {
  return {
    ...routeJson(accountSid, number),
    voice_caller_id_lookup: number.callerIdLookup,
    sid: number.sid,
    phone_number: number.phoneNumber,
    voice_application_sid: number.voiceApplicationSid || null,
    address_sid: null,
    address_requirements: 'none',
    beta: false,
    bundle_sid: null,
    capabilities: { voice: true, sms: false, mms: false, fax: false },
    emergency_address_sid: null,
    emergency_address_status: 'unregistered',
    emergency_status: 'Active',
    identity_sid: null,
    origin: 'twilio',
    sms_application_sid: null,
    status: 'in-use',
    trunk_sid: null,
    type: numberTypeOf(number.phoneNumber),
    voice_receive_mode: 'voice',
    uri: `/${API_VERSION}/Accounts/${accountSid}/IncomingPhoneNumbers/${number.sid}.json`,
  }
}

/** Docs: usage/api/applications. */
export function applicationJson(
  accountSid: string,
  application: Application,
): Record<string, unknown> {
  return {
    ...routeJson(accountSid, application),
    sid: application.sid,
    message_status_callback: '',
    sms_status_callback: '',
    public_application_connect_enabled: false,
    uri: `/${API_VERSION}/Accounts/${accountSid}/Applications/${application.sid}.json`,
  }
}

function routeJson(accountSid: string, route: VoiceRoute): Record<string, unknown> {
  return {
    account_sid: accountSid,
    api_version: API_VERSION,
    date_created: rfc2822(route.createdAt),
    date_updated: rfc2822(route.updatedAt),
    friendly_name: route.friendlyName,
    sms_fallback_method: 'POST',
    sms_fallback_url: '',
    sms_method: 'POST',
    sms_url: '',
    status_callback: route.statusCallback,
    status_callback_method: route.statusCallbackMethod,
    voice_caller_id_lookup: false,
    voice_fallback_method: route.voiceFallbackMethod,
    voice_fallback_url: route.voiceFallbackUrl,
    voice_method: route.voiceMethod,
    voice_url: route.voiceUrl,
  }
}
