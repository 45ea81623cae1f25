/** Leads Twilio's webhooks to a port of this machine. */
export interface Tunnel {
  /** The public `https:` origin. */
  readonly url: string
  /** Resolves when it leads nowhere any more, wanted or not. */
  readonly ended: Promise<void>
  close(): void
}

/** `token` is ngrok's authtoken. Rejects with a sentence that says why there is none. */
export type OpenTunnel = (kind: TunnelKind, port: number, token: string | null) => Promise<Tunnel>

export const tunnelKinds = ['cloudflared', 'tailscale', 'ngrok'] as const
export type TunnelKind = (typeof tunnelKinds)[number]
