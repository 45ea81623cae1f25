import { connect } from 'node:net'

const ENOUGH_MS = 5000

/**
 * Sends these bytes as they are. Resolves with what came back as soon as that is `enough`; without `enough`, when it
 * has ended its side and the server has closed. Rejects when neither has happened within five seconds.
 */
export function sendRaw(
  baseUrl: string,
  bytes: string,
  enough?: (came: string) => boolean,
): Promise<string> {
  const { hostname, port } = new URL(baseUrl)
  return new Promise((resolve, reject) => {
    let came = ''
    const socket = connect(Number(port), hostname, () =>
      enough ? socket.write(bytes, 'latin1') : socket.end(bytes, 'latin1'),
    )
    socket.setTimeout(ENOUGH_MS, () => {
      socket.destroy()
      reject(new Error(`the server keeps the connection open after '${came}'`))
    })
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => {
      came += text
      if (enough?.(came)) socket.destroy()
    })
    // A server that refuses in the middle of what it is sent resets the connection.
    socket.on('error', () => {})
    socket.on('close', () => resolve(came))
  })
}

/** The code of the WebSocket's close frame at the end of what came; null without such a frame. */
export function closeCodeIn(came: string): number | null {
  const at = came.lastIndexOf('\x88\x02')
  return at < 0 ? null : came.charCodeAt(at + 2) * 256 + came.charCodeAt(at + 3)
}

/** Sends these bytes and breaks the connection at once, without an end. */
export function sendAndBreak(baseUrl: string, bytes: string): Promise<void> {
  const { hostname, port } = new URL(baseUrl)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(bytes, 'latin1', () => socket.resetAndDestroy()),
    )
    socket.on('error', () => {})
    socket.on('close', () => resolve())
  })
}
