import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAnswers, type Answer, type Phone } from './answer.ts'
import type { AllowedCallers } from './callers.ts'

/** Of this machine alone, and by this family alone: nobody else can reach it. */
const LOOPBACK = '127.0.0.1'
const TIMEOUT_MS = 5000
const MAX_CONNECTIONS = 20
const MAX_HEADER_BYTES = 8192

export type IntegrationPort =
  | { readonly kind: 'open'; readonly port: number; close(): void }
  /** Most often because another program listens there. `why` is the system's code. */
  | { readonly kind: 'taken'; readonly why: string }

/** Listens for what fills in the dialler. Port 0 is any free one. Never rejects. */
export function openIntegrationPort(options: {
  readonly port: number
  readonly callers: AllowedCallers
  readonly phone: Phone
  /** Milliseconds, on a clock that never goes back. */
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
    // Fails only when the caller has gone in the middle of its request.
    answer(request).then(
      (given) => send(response, given),
      () => response.destroy(),
    )
  })
  server.maxConnections = MAX_CONNECTIONS
  return new Promise((resolve) => {
    // For as long as it listens: a connection that the system cannot take is an error here, too, and harms nothing.
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
    // An answer depends on who asks.
    vary: 'origin',
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  })
  response.end(text)
}
