import type { WebhookUrls } from './gateway.ts'
import { SIGNATURE } from './url-signatures.ts'
import type { UrlSignatures } from './url-signatures.ts'

/** The webhooks' paths under the public URL. */
export const webhookPaths = {
  inbound: '/webhooks/voice/inbound',
  client: '/webhooks/voice/client',
  callerStatus: '/webhooks/voice/caller-status',
  queueWait: '/webhooks/voice/queue-wait',
  queueLeft: '/webhooks/voice/queue-left',
  conferenceLeft: '/webhooks/voice/conference-left',
  holdMusic: '/webhooks/voice/hold-music',
  keys: '/webhooks/voice/keys',
  legStatus: '/webhooks/voice/leg-status',
  conferenceStatus: '/webhooks/voice/conference-status',
  recordingStatus: '/webhooks/voice/recording-status',
  assignment: '/webhooks/taskrouter/assignment',
  events: '/webhooks/taskrouter/events',
} as const

export const MUSIC_PATH = '/media/hold-music.wav'

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
  readonly music: string
  readonly holdMusic: string
  readonly queueWait: string
  /** `queuing`: how often the caller has been put in a queue. */
  queueLeft(callId: string, queuing?: number): string
  conferenceLeft(callId: string, partyId: string): string
  keys(callId: string, partyId: string): string
  legStatus(callId: string, partyId: string): string
  conferenceStatus(callId: string): string
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
    music: publicUrl + MUSIC_PATH,
    holdMusic: publicUrl + webhookPaths.holdMusic + RETRIES,
    queueWait: publicUrl + webhookPaths.queueWait + RETRIES,
    queueLeft: (callId, queuing) =>
      at(webhookPaths.queueLeft, {
        callId,
        ...(queuing === undefined ? {} : { queuing: String(queuing) }),
      }),
    conferenceLeft: (callId, partyId) => at(webhookPaths.conferenceLeft, { callId, partyId }),
    keys: (callId, partyId) => at(webhookPaths.keys, { callId, partyId }),
    legStatus: (callId, partyId) => at(webhookPaths.legStatus, { callId, partyId }),
    conferenceStatus: (callId) => at(webhookPaths.conferenceStatus, { callId }),
    recordingStatus: (callId) => at(webhookPaths.recordingStatus, { callId }),
  }
}
