import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { APP_ORIGIN, respond } from './app-protocol.ts'

/**
 * Serves the built page on a loopback port, for an unpacked program that a launcher loads after Electron is ready:
 * then our own scheme cannot be registered any more. A packed program never comes here.
 */
export async function serveLoopbackPage(
  root: string,
  policy: () => string,
): Promise<{ origin: string; close(): void }> {
  const server = createServer((request, response) => {
    reply(root, policy(), request, response).catch(() => response.destroy())
  })
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(0, '127.0.0.1', done)
  })
  // The cast: a TCP server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() }
}

async function reply(
  root: string,
  policy: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const question = { method: request.method ?? '', url: APP_ORIGIN + (request.url ?? '') }
  const answer = await respond(root, question, policy)
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  response.end(Buffer.from(await answer.arrayBuffer()))
}
