import type { IncomingMessage } from 'node:http'

/**
 * Reads the whole body as text; null if it is longer than `most` bytes. The rest of a long body is read and dropped.
 */
export async function readBody(request: IncomingMessage, most: number): Promise<string | null> {
  const parts: Buffer[] = []
  let length = 0
  // The connection stays open, because the answer is still to be sent.
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
