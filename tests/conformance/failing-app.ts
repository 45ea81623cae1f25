import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import twilio from 'twilio'

/** What one request gets: a status, no answer at all, a connection that is closed, or half an answer. */
export type Act = number | 'silence' | 'close' | 'half'

/** An application that fails as it is told, one act per request; after them it answers with an empty document. */
export async function startFailingApp() {
  let acts: Act[] = []
  const received: {
    readonly url: string
    readonly token: string
    readonly signature: string
    readonly params: Record<string, string>
  }[] = []

  async function onRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    received.push({
      url: baseUrl + (request.url ?? ''),
      token: String(request.headers['i-twilio-idempotency-token']),
      signature: String(request.headers['x-twilio-signature']),
      params: Object.fromEntries(new URLSearchParams(body)),
    })
    const act = acts.shift() ?? 200
    if (act === 'silence') return
    if (act === 'close') return void request.socket.destroy()
    response.writeHead(act === 'half' ? 200 : act, { 'content-type': 'text/xml' })
    if (act !== 'half') return void response.end(new twilio.twiml.VoiceResponse().toString())
    response.write('<Response>')
    setImmediate(() => request.socket.destroy())
  }

  const server = createServer((request, response) => void onRequest(request, response))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  // The cast: it listens at a port.
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    baseUrl,
    received,
    behave(next: readonly Act[]) {
      acts = [...next]
      received.splice(0)
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}
