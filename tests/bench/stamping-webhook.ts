import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import twilio from 'twilio'

type VoiceResponse = InstanceType<typeof twilio.twiml.VoiceResponse>

/** A number's VoiceUrl that notes when Twilio's webhook arrives and answers with the TwiML it was given. */
export interface StampingWebhook {
  readonly url: (path: 'product' | 'bare') => string
  /** Milliseconds since the epoch of the newest webhook. */
  readonly stampedAt: () => number | null
  readonly reset: () => void
  readonly server: Server
}

export async function startStampingWebhook(
  verbs: Readonly<Record<'product' | 'bare', (twiml: VoiceResponse) => unknown>>,
): Promise<StampingWebhook> {
  let stamp: number | null = null
  const server = createServer((request, response) => {
    stamp = performance.timeOrigin + performance.now()
    const name = request.url === '/bare' ? 'bare' : 'product'
    response.writeHead(200, { 'content-type': 'text/xml' })
    // A webhook's URL may hold an `&`, which must be written as XML.
    const twiml = new twilio.twiml.VoiceResponse()
    verbs[name](twiml)
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
