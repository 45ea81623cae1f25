import type { Server } from 'node:http'

/** Closes a WebSocket request to a path that nobody serves, which would otherwise stay open. */
export function refuseUnknownUpgrades(server: Server, served: readonly string[]): void {
  server.on('upgrade', (request, socket) => {
    if (served.some((prefix) => request.url?.startsWith(prefix))) return
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
}
