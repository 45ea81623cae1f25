import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { decodeMulaw } from '../../media/mulaw.ts'

/** A message of the media streams protocol, as loose as it comes. */
export interface StreamMessage {
  readonly event: string
  readonly sequenceNumber?: string
  readonly streamSid?: string
  readonly start?: Readonly<Record<string, unknown>>
  readonly media?: {
    readonly track: string
    readonly chunk: string
    readonly timestamp: string
    readonly payload: string
  }
  readonly mark?: { readonly name: string }
  readonly dtmf?: { readonly track: string; readonly digit: string }
  readonly stop?: Readonly<Record<string, unknown>>
}

/** An application's WebSocket server for one stream at a time. */
export async function startStreamServer() {
  const http = createServer()
  const messages: StreamMessage[] = []
  const handshakes: IncomingMessage[] = []
  let socket: WebSocket | null = null
  let closed: number | null = null
  const server = new WebSocketServer({ server: http, path: '/stream' })
  server.on('connection', (opened, request) => {
    socket = opened
    handshakes.push(request)
    opened.on('message', (data) => messages.push(JSON.parse(String(data))))
    opened.on('close', (code) => {
      closed = code
    })
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  // An http server that listens on a port has such an address.
  const { port } = http.address() as AddressInfo
  return {
    url: `ws://127.0.0.1:${port}/stream`,
    port,
    messages,
    handshakes,
    closedWith: () => closed,
    of: (event: string) => messages.filter((message) => message.event === event),
    /** The sound of a track so far, decoded. */
    samples(track: string): number[] {
      const payloads = messages
        .filter(({ media }) => media?.track === track)
        .map(({ media }) => Buffer.from(media?.payload ?? '', 'base64'))
      return Array.from(decodeMulaw(Buffer.concat(payloads)))
    },
    send(message: object) {
      socket?.send(JSON.stringify(message))
    },
    sendRaw(data: string) {
      socket?.send(data)
    },
    hangUp(code?: number) {
      socket?.close(code)
    },
    async close() {
      for (const each of server.clients) each.terminate()
      server.close()
      http.closeAllConnections()
      http.close()
      await once(http, 'close')
    },
  }
}

export type StreamServer = Awaited<ReturnType<typeof startStreamServer>>
