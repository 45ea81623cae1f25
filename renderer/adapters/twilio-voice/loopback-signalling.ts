const loopback = /^(127\.0\.0\.1|localhost|\[::1\]):\d+$/
const allowed = new Set<string>()
let installed = false

/** The address to open for `url`: the SDK's `wss:` becomes `ws:` for an allowed stand-in's `/signal`, and only there. */
export function signallingUrl(
  url: string | URL,
  hosts: ReadonlySet<string> = allowed,
): string | URL {
  const parsed = new URL(url)
  const ours = parsed.protocol === 'wss:' && parsed.pathname === '/signal' && hosts.has(parsed.host)
  if (!ours) return url
  parsed.protocol = 'ws:'
  return parsed.href
}

/**
 * Lets the Voice SDK speak to a stand-in for Twilio on this machine. The SDK knows `wss:` alone, and no
 * browser accepts a loopback certificate, so `globalThis.WebSocket` is replaced by one that opens
 * `ws://<host>/signal` instead. The SDK takes the constructor when its module is evaluated: call this first.
 *
 * @param host `host:port`; one that is not loopback is refused and nothing changes.
 */
export function allowLoopbackSignalling(host: string): void {
  if (!loopback.test(host)) return
  allowed.add(host)
  if (installed) return
  installed = true
  globalThis.WebSocket = class extends globalThis.WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(signallingUrl(url), protocols)
    }
  }
}
