import type { WebhookUrls } from './gateway.ts'
import { SIGNATURE } from './url-signatures.ts'
import type { UrlSignatures } from './url-signatures.ts'

/** The webhooks' paths under the public URL. */
export const webhookPaths = {
  inbound: '/webhooks/voice/inbound',
  client: '/webhooks/voice/client',
  callerStatus: '/webhooks/voice/caller-status',
  conferenceLeft: '/webhooks/voice/conference-left',
  moment: '/webhooks/voice/one-moment',
  keys: '/webhooks/voice/keys',
  legStatus: '/webhooks/voice/leg-status',
  conferenceStatus: '/webhooks/voice/conference-status',
  recordingStatus: '/webhooks/voice/recording-status',
  assignment: '/webhooks/taskrouter/assignment',
  events: '/webhooks/taskrouter/events',
} as const

/**
 * Twilio's connection overrides: a lost webhook costs a caller, or hides what happened to a call. Twilio gives a voice webhook
 * 15 s in all, so a try without an answer ends early enough for a second one. A 4xx is our own answer, and would be the same
 * again. Docs: usage/webhooks/webhooks-connection-overrides.
 */
const RETRIES = '#rc=3&ct=3000&rt=7000&rp=ct,rt,5xx'

/**
 * Every address that Twilio is told, absolute. The call's id is in the query, which Twilio and the server sign; what follows
 * the `#` is for Twilio alone, and not signed.
 */
export interface Urls extends WebhookUrls {
  readonly moment: string
  conferenceLeft(callId: string, partyId: string): string
  keys(callId: string, partyId: string): string
  legStatus(callId: string, partyId: string): string
  /** `place`: which of the call's Conferences. */
  conferenceStatus(callId: string, place: number): string
  recordingStatus(callId: string): string
}

/** The addresses in the account's settings. */
export function settingUrls(publicUrl: string): WebhookUrls {
  const at = (path: string) => publicUrl + path + RETRIES
  return {
    voice: at(webhookPaths.inbound),
    client: at(webhookPaths.client),
    callerStatus: at(webhookPaths.callerStatus),
    assignment: at(webhookPaths.assignment),
    events: at(webhookPaths.events),
  }
}

export function createUrls(publicUrl: string, urlSignatures: UrlSignatures): Urls {
  const at = (path: string, query: Readonly<Record<string, string>>) => {
    const search = new URLSearchParams({ ...query, [SIGNATURE]: urlSignatures.of(path, query) })
    return `${publicUrl}${path}?${search}${RETRIES}`
  }
  return {
    ...settingUrls(publicUrl),
    moment: publicUrl + webhookPaths.moment + RETRIES,
    conferenceLeft: (callId, partyId) => at(webhookPaths.conferenceLeft, { callId, partyId }),
    keys: (callId, partyId) => at(webhookPaths.keys, { callId, partyId }),
    legStatus: (callId, partyId) => at(webhookPaths.legStatus, { callId, partyId }),
    conferenceStatus: (callId, place) =>
      at(webhookPaths.conferenceStatus, { callId, place: String(place) }),
    recordingStatus: (callId) => at(webhookPaths.recordingStatus, { callId }),
  }
}
