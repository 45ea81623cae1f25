import type { Call } from './call.ts'
import { placeParams } from './geography.ts'

export const API_VERSION = '2010-04-01'

/** The parameters of every request about a call. Docs: voice/twiml#request-parameters. */
export function callParams(call: Call): Record<string, string> {
  const { accountSid, applicationSid, callerName, direction, from, to, parentSid, params } =
    call.facts
  return {
    // A Device's own parameters never replace Twilio's, except an empty `To`.
    ...params,
    ...placeParams(from, to),
    AccountSid: accountSid,
    ...(call.answeredBy === null ? {} : { AnsweredBy: call.answeredBy }),
    ApiVersion: API_VERSION,
    ...(applicationSid === undefined ? {} : { ApplicationSid: applicationSid }),
    CallSid: call.sid,
    CallStatus: call.status,
    Called: to === '' ? (params?.['To'] ?? '') : to,
    Caller: from,
    ...(callerName === undefined ? {} : { CallerName: callerName }),
    Direction: direction,
    From: from,
    To: to === '' ? (params?.['To'] ?? '') : to,
    ...(parentSid === undefined ? {} : { ParentCallSid: parentSid }),
  }
}
