import { WebSocket } from 'ws'
import type { WebhookSigning } from '../webhooks/signing.ts'

/** Why a stream broke, with its code from api/errors. */
export interface StreamFailure {
  readonly code: number
  readonly message: string
}

export interface StreamSocket {
  send(text: string): void
  close(): void
}

export interface StreamSocketEvents {
  onOpen(): void
  /** Null for a binary message. */
  onMessage(text: string | null): void
  /** Called once; null when the server ended it in order. */
  onEnd(fault: StreamFailure | null): void
}

const HANDSHAKE_MS = 10_000
const CLOSE_MS = 1000
/** Closing codes of an end in order: normal, going away, none given. */
const ORDERLY = new Set([1000, 1001, 1005])

/** Connects to the application's WebSocket server, signed as webhooks are. Docs: voice/media-streams. */
export function openStreamSocket(
  url: string,
  signing: WebhookSigning,
  events: StreamSocketEvents,
): StreamSocket {
  let ended = false
  const end = (fault: StreamFailure | null) => {
    if (ended) return
    ended = true
    events.onEnd(fault)
  }
  const options = {
    headers: {
      ...signing.headersFor(url, {}),
      'user-agent': 'Twilio.TmeWs/1.0',
    },
    handshakeTimeout: HANDSHAKE_MS,
    perMessageDeflate: false,
    // Not in the types yet: a server that does not close in return must not keep a stopped sandbox alive.
    closeTimeout: CLOSE_MS,
  }
  const socket = new WebSocket(url, options)
  socket.on('open', () => events.onOpen())
  socket.on('message', (data, isBinary) => events.onMessage(isBinary ? null : textOf(data)))
  socket.on('unexpected-response', (request, response) => {
    const { statusCode } = response
    end({ code: 31920, message: `Stream - WebSocket - Handshake Error: HTTP ${statusCode}` })
    request.destroy()
  })
  socket.on('error', (error) => end(faultOf(error)))
  socket.on('close', (code) => {
    const message = `Stream - WebSocket - Close Error: ${code}`
    end(ORDERLY.has(code) ? null : { code: 31921, message })
  })
  return {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text)
    },
    close() {
      ended = true
      if (socket.readyState === WebSocket.CONNECTING) socket.terminate()
      else socket.close(1000)
    },
  }
}

/** With ws's default, a message is one Buffer. */
function textOf(data: unknown): string {
  return Buffer.isBuffer(data) ? data.toString() : ''
}

function faultOf(error: Error): StreamFailure {
  if ('code' in error && error.code === 'ECONNREFUSED') {
    return { code: 31902, message: 'Stream - WebSocket - Connection Refused' }
  }
  if (error.message.includes('timed out')) {
    return { code: 31901, message: 'Stream - WebSocket - Connection Timeout' }
  }
  return { code: 31924, message: `Stream - WebSocket - Protocol Error: ${error.message}` }
}
