import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAnswers, type Answer, type Phone } from './answer.ts'
import type { AllowedCallers } from './refusals.ts'

/** Only this machine can connect, and only by IPv4. */
const LOOPBACK = '127.0.0.1'
const TIMEOUT_MS = 5000
const MAX_CONNECTIONS = 20
const MAX_HEADER_BYTES = 8192

export type IntegrationPort =
  | { readonly kind: 'open'; readonly port: number; close(): void }
  /** Usually because another program listens there. `why` is the code of the system. */
  | { readonly kind: 'taken'; readonly why: string }

/** Listens for numbers for the dialler. Port 0 is any free one. Never rejects. */
export function openIntegrationPort(options: {
  readonly port: number
  readonly callers: AllowedCallers
  readonly phone: Phone
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number
}): Promise<IntegrationPort> {
  const answer = createAnswers(options.phone, options.callers, options.now)
  const limits = {
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: TIMEOUT_MS,
    requestTimeout: TIMEOUT_MS,
    connectionsCheckingInterval: TIMEOUT_MS,
  }
  const server = createServer(limits, (request, response) => {
    // Fails only if the caller disconnects during its request.
    answer(request).then(
      (given) => send(response, given),
      () => response.destroy(),
    )
  })
  server.maxConnections = MAX_CONNECTIONS
  return new Promise((resolve) => {
    // As long as it listens: a connection that the system cannot accept is an error too, and harmless.
    server.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ kind: 'taken', why: error.code ?? error.message }),
    )
    server.listen(options.port, LOOPBACK, () => {
      // The cast: a server that listens on a port has such an address.
      const { port } = server.address() as AddressInfo
      resolve({
        kind: 'open',
        port,
        close() {
          server.close()
          server.closeAllConnections()
        },
      })
    })
  })
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const text = body === undefined ? undefined : JSON.stringify(body)
  response.writeHead(status, {
    ...headers,
    ...(text === undefined ? {} : { 'content-type': 'application/json' }),
    // The answer depends on the origin.
    vary: 'origin',
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  })
  response.end(text)
}
