/** Forwards Twilio’s webhooks to a port of this machine. */
export interface Tunnel {
  /** The public `https:` origin. */
  readonly url: string
  /** Resolves when the tunnel has ended, for any reason. */
  readonly ended: Promise<void>
  close(): void
}

/** `token` is the authtoken of ngrok. Rejects with a sentence that says what failed. */
export type OpenTunnel = (kind: TunnelKind, port: number, token: string | null) => Promise<Tunnel>

export const tunnelKinds = ['cloudflared', 'tailscale', 'ngrok'] as const
export type TunnelKind = (typeof tunnelKinds)[number]
