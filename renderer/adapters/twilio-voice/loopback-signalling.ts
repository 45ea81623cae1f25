const loopback = /^(127\.0\.0\.1|localhost|\[::1\]):\d+$/
const allowed = new Set<string>()
let installed = false

/** The address to open for `url`: `wss:` becomes `ws:` only for `/signal` at an allowed stand-in. */
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
 * Lets the Voice SDK connect to a stand-in for Twilio on this machine. The SDK only knows `wss:`, and no browser
 * accepts a loopback certificate, so `globalThis.WebSocket` is replaced by one that opens `ws://<host>/signal`. Call
 * this before the SDK's module is loaded, because it takes the constructor then.
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
