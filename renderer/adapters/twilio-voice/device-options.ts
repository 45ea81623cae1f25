import type { TwilioAccess } from '../../../server/contract/twilio-access.ts'
import type { ToneConnectionClass } from './peer-connections.ts'
import type { NetworkAddress } from '../../domain/model/connection-state.ts'
import { addressOfUrl } from '../../ports/network-address.ts'

/** Where the SDK's signalling goes by itself: `voice-js`, at the edge `roaming` (its `regions.js`). */
const twilioSignalling: NetworkAddress = { host: 'voice-js.roaming.twilio.com', port: 443 }

export function signallingAddress(endpoints: TwilioAccess['endpoints']): NetworkAddress {
  if (endpoints === undefined) return twilioSignalling
  return addressOfUrl(`ws://${endpoints.signalling}`) ?? { host: endpoints.signalling, port: 443 }
}

export type GetUserMedia = (constraints: MediaStreamConstraints) => Promise<MediaStream>

export interface DeviceDeps {
  /** Asked for each call's microphone. */
  readonly getUserMedia: GetUserMedia
  readonly sounds: Readonly<Record<string, string>>
}

/** The Device's options. `endpoints` are given for a stand-in on this machine alone. */
export function deviceOptions(
  endpoints: TwilioAccess['endpoints'],
  { sounds, getUserMedia }: DeviceDeps,
  PeerConnection: ToneConnectionClass,
): Readonly<Record<string, unknown>> {
  return {
    appName: 'Cordboard',
    // PCMU is what the telephone network speaks: no transcoding on the way.
    codecPreferences: ['pcmu', 'opus'],
    // A lost signalling socket must not lose the call: the SDK may take this long to come back.
    maxCallSignalingTimeoutMs: 30_000,
    enableImprovedSignalingErrorPrecision: true,
    allowIncomingWhileBusy: false,
    closeProtection: true,
    tokenRefreshMs: 30_000,
    logLevel: 'silent',
    sounds,
    getUserMedia,
    // The browser's own, known to us: it alone tells when a key's tone is out.
    RTCPeerConnection: PeerConnection,
    // Insights would be told of calls that Twilio never saw.
    ...(endpoints === undefined ? {} : { chunderw: endpoints.signalling, publishEvents: false }),
  }
}
