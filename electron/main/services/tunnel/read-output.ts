/** The meaning of one line that a tunnel program prints. */
export type TunnelLine =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'other' }

const other = { kind: 'other' } as const

/**
 * cloudflared prints `https://<words>.trycloudflare.com` in a box; error lines contain the address of its API. Docs:
 * developers.cloudflare.com, Quick Tunnels.
 */
export function readCloudflared(line: string): TunnelLine {
  if (/\bERR\b/u.test(line)) return { kind: 'error', message: line.replace(/^.*\bERR\b\s*/u, '') }
  const [url] = /https:\/\/(?!api\.)[a-z\d-]+\.trycloudflare\.com\b/u.exec(line) ?? []
  return url === undefined ? other : { kind: 'url', url }
}

/**
 * `tailscale funnel` prints the public name of the machine under "Available on the internet". Docs:
 * tailscale.com/kb/1311.
 */
export function readTailscale(line: string): TunnelLine {
  const [url] = /^https:\/\/[a-z\d.-]+\.ts\.net\b(?::\d+)?/u.exec(line.trim()) ?? []
  if (url !== undefined) return { kind: 'url', url }
  return /not enabled|denied|error|not logged in|is stopped/iu.test(line)
    ? { kind: 'error', message: line.trim() }
    : other
}
