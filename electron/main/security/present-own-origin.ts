import type { Session } from 'electron'
import { APP_ORIGIN } from './app-protocol.ts'

/**
 * The server accepts only the desktop’s own origin. A page from another origin, as in development, sends that origin
 * instead, and only to our server.
 */
export function presentOwnOrigin(
  { webRequest }: Session,
  pageOrigin: string,
  serverOrigin: () => string,
): { close(): void } {
  const isOurs = (url: string): boolean => {
    const { protocol, host } = new URL(url)
    const server = new URL(serverOrigin())
    return host === server.host && protocol.replace('ws', 'http') === server.protocol
  }
  webRequest.onBeforeSendHeaders(({ url, requestHeaders }, done) => {
    const named = requestHeaders['Origin'] === pageOrigin && isOurs(url)
    done(named ? { requestHeaders: { ...requestHeaders, Origin: APP_ORIGIN } } : {})
  })
  webRequest.onHeadersReceived(({ url, responseHeaders = {} }, done) => {
    if (!isOurs(url)) {
      done({})
      return
    }
    const allowed = Object.entries(responseHeaders).map(([name, value]) =>
      name.toLowerCase() === 'access-control-allow-origin' ? [name, [pageOrigin]] : [name, value],
    )
    done({ responseHeaders: Object.fromEntries(allowed) })
  })
  return {
    close() {
      webRequest.onBeforeSendHeaders(null)
      webRequest.onHeadersReceived(null)
    },
  }
}
