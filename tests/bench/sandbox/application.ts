import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A client's application: what a call is to do depends on who calls, and who has come to talk is counted. */
export interface Application {
  readonly voiceUrl: string
  readonly eventUrl: string
  /** From now on a caller gets these verbs. */
  onCall(from: string, verbs: string): void
  /** Resolves when so many have come to talk since the last `forget`. */
  talking(count: number): Promise<void>
  forget(): void
  close(): Promise<void>
}

export async function startApplication(): Promise<Application> {
  const verbs = new Map<string, string>()
  let events = 0
  let waiting: { readonly count: number; readonly done: () => void } | null = null
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      if (request.url === '/event') {
        events += 1
        if (waiting !== null && events >= waiting.count) waiting.done()
        return response.writeHead(204).end()
      }
      const from = new URLSearchParams(body).get('From') ?? ''
      const twiml = `<Response>${verbs.get(from) ?? ''}</Response>`
      return response.writeHead(200, { 'content-type': 'text/xml' }).end(twiml)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    voiceUrl: `http://127.0.0.1:${port}/voice`,
    eventUrl: `http://127.0.0.1:${port}/event`,
    onCall: (from, given) => void verbs.set(from, given),
    talking: (count) =>
      new Promise((done) => {
        waiting = { count, done }
        if (events >= count) done()
      }),
    forget() {
      events = 0
      waiting = null
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
