import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import twilio from 'twilio'

type Path = 'product' | 'bare'

/** A number's VoiceUrl that notes when Twilio sends a webhook, and leads it on to the application. */
export interface StampingWebhook {
  readonly url: (path: Path) => string
  /** Milliseconds since the epoch of the newest webhook. */
  readonly stampedAt: () => number | null
  readonly reset: () => void
  readonly server: Server
}

export async function startStampingWebhook(
  applications: Readonly<Record<Path, string>>,
): Promise<StampingWebhook> {
  let stamp: number | null = null
  const server = createServer((request, response) => {
    stamp = performance.timeOrigin + performance.now()
    const next = applications[request.url === '/bare' ? 'bare' : 'product']
    response.writeHead(200, { 'content-type': 'text/xml' })
    // A webhook's URL may hold an `&`, which must be written as XML.
    const twiml = new twilio.twiml.VoiceResponse()
    twiml.redirect(next)
    response.end(twiml.toString())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: (path) => `http://127.0.0.1:${port}/${path}`,
    stampedAt: () => stamp,
    reset: () => {
      stamp = null
    },
    server,
  }
}
