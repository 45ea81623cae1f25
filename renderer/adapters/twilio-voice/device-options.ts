import type { TwilioAccess } from '../../../server/contract/twilio-access.ts'

export type GetUserMedia = (constraints: MediaStreamConstraints) => Promise<MediaStream>

/** The Device's options. `endpoints` are given for a stand-in on this machine alone. */
export function deviceOptions(
  endpoints: TwilioAccess['endpoints'],
  sounds: Readonly<Record<string, string>>,
  getUserMedia: GetUserMedia,
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
    // Insights would be told of calls that Twilio never saw.
    ...(endpoints === undefined ? {} : { chunderw: endpoints.signalling, publishEvents: false }),
  }
}
