import type { Server } from 'node:http'

/** The path alone: what a client sends need not be a URL. */
export function upgradePath({ url = '' }: { readonly url?: string | undefined }): string {
  return url.split('?')[0] ?? ''
}

/**
 * Guards the WebSocket requests of a server: a request to a path that nobody serves is refused, because it would otherwise
 * stay open, and a connection that breaks before it is a WebSocket does not end the process.
 */
export function superviseUpgrades(server: Server, served: readonly string[]): void {
  server.on('upgrade', (request, socket) => {
    // Node removes its own error listener at the upgrade; `close` follows every error.
    socket.on('error', () => socket.destroy())
    if (served.includes(upgradePath(request))) return
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
}
