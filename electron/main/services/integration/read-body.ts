import type { IncomingMessage } from 'node:http'

/** The whole body as text; null where it is longer than `most` bytes. What is too much is let pass by and not kept. */
export async function readBody(request: IncomingMessage, most: number): Promise<string | null> {
  const parts: Buffer[] = []
  let length = 0
  // Left open, because the answer still has to go out on this connection.
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    // The cast: without an encoding a request gives bytes.
    const bytes = part as Buffer
    length += bytes.length
    if (length > most) {
      request.resume()
      return null
    }
    parts.push(bytes)
  }
  return Buffer.concat(parts).toString('utf8')
}
