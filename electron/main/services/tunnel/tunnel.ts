import type { TunnelName } from '../../../contract/bundled.ts'

/** Forwards Twilio’s webhooks to a port of this machine. */
export interface Tunnel {
  /** The public `https:` origin. */
  readonly url: string
  /** Resolves when the tunnel has ended, for any reason. */
  readonly ended: Promise<void>
  close(): void
}

/** `token` is the authtoken of ngrok. Rejects with a sentence that says what failed. */
export type OpenTunnel = (kind: TunnelName, port: number, token: string | null) => Promise<Tunnel>
