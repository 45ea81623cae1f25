import type { TwilioAccess } from '../../../server/contract/twilio-access.ts'
import type { ToneConnectionClass } from './peer-connections.ts'
import type { NetworkAddress } from '../../domain/model/connection-state.ts'
import { addressOfUrl } from '../../ports/network-address.ts'

/** The SDK's default: `voice-js`, at the edge `roaming` (its `regions.js`). */
const twilioSignalling: NetworkAddress = { host: 'voice-js.roaming.twilio.com', port: 443 }

export function signallingAddress(endpoints: TwilioAccess['endpoints']): NetworkAddress {
  if (endpoints === undefined) return twilioSignalling
  return addressOfUrl(`ws://${endpoints.signalling}`) ?? { host: endpoints.signalling, port: 443 }
}

export type GetUserMedia = (constraints: MediaStreamConstraints) => Promise<MediaStream>

export interface DeviceDeps {
  /** Opens each call's microphone. */
  readonly getUserMedia: GetUserMedia
  readonly sounds: Readonly<Record<string, string>>
}

/** The Device's options. Only a stand-in on this machine has `endpoints`. */
export function deviceOptions(
  endpoints: TwilioAccess['endpoints'],
  { sounds, getUserMedia }: DeviceDeps,
  PeerConnection: ToneConnectionClass,
): Readonly<Record<string, unknown>> {
  return {
    appName: 'Cordboard',
    // The telephone network uses PCMU, so nothing is transcoded.
    codecPreferences: ['pcmu', 'opus'],
    // A call survives a lost signalling socket for this long.
    maxCallSignalingTimeoutMs: 30_000,
    enableImprovedSignalingErrorPrecision: true,
    allowIncomingWhileBusy: false,
    closeProtection: true,
    tokenRefreshMs: 30_000,
    logLevel: 'silent',
    sounds,
    getUserMedia,
    // Only the browser's connection reports when a key's tone has been sent.
    RTCPeerConnection: PeerConnection,
    // Insights must not get calls that Twilio never saw.
    ...(endpoints === undefined ? {} : { chunderw: endpoints.signalling, publishEvents: false }),
  }
}
