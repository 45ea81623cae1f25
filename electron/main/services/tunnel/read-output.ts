/** What a line of a tunnel program's output means to us. */
export type TunnelLine =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'other' }

const other = { kind: 'other' } as const

/**
 * cloudflared draws a box around `https://<words>.trycloudflare.com`; its own API's address is in error lines too.
 * Docs: developers.cloudflare.com, Quick Tunnels.
 */
export function readCloudflared(line: string): TunnelLine {
  if (/\bERR\b/u.test(line)) return { kind: 'error', message: line.replace(/^.*\bERR\b\s*/u, '') }
  const [url] = /https:\/\/(?!api\.)[a-z\d-]+\.trycloudflare\.com\b/u.exec(line) ?? []
  return url === undefined ? other : { kind: 'url', url }
}

/** `tailscale funnel` prints the machine's public name under "Available on the internet". Docs: tailscale.com/kb/1311. */
export function readTailscale(line: string): TunnelLine {
  const [url] = /^https:\/\/[a-z\d.-]+\.ts\.net\b(?::\d+)?/u.exec(line.trim()) ?? []
  if (url !== undefined) return { kind: 'url', url }
  return /not enabled|denied|error|not logged in|is stopped/iu.test(line)
    ? { kind: 'error', message: line.trim() }
    : other
}
