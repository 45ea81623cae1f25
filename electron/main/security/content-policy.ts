import { isLoopback } from '../../contract/server-origin.ts'

/**
 * The Content-Security-Policy of the page. Scripts and styles: only our own files. Connections: the server and
 * Twilio; with a server on this machine also its other ports, because the sandbox stands in for Twilio there.
 */
export function contentPolicy(serverOrigin: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `media-src 'self' blob: data: mediastream:`,
    `worker-src 'self'`,
    `connect-src ${connections(serverOrigin).join(' ')}`,
    `form-action 'none'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

function connections(serverOrigin: string): readonly string[] {
  const { hostname, host, protocol } = new URL(serverOrigin)
  const twilio = ['https://*.twilio.com', 'wss://*.twilio.com']
  if (isLoopback(hostname)) {
    const here = ['127.0.0.1', 'localhost', ...(hostname === '[::1]' ? ['[::1]'] : [])]
    const ports = here.flatMap((name) => [`http://${name}:*`, `ws://${name}:*`])
    return [`'self'`, ...ports, ...(protocol === 'https:' ? secure(host) : []), ...twilio]
  }
  return [`'self'`, ...secure(host), ...twilio]
}

function secure(host: string): readonly string[] {
  return [`https://${host}`, `wss://${host}`]
}
