import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Clock } from '../../clock.ts'
import { createEventLog } from './event-log.ts'
import type { EventLog } from './event-log.ts'

export interface Page {
  readonly status?: number
  readonly type: 'text/xml' | 'audio/wav' | 'text/plain'
  readonly body: string | Buffer
}

/** Makes the answer, at once or later. */
export type PageMaker = () => Page | Promise<Page>

export interface Published {
  readonly url: string
  /** When Twilio has fetched it. */
  readonly fetchedAtMs: readonly number[]
}

/** Serves documents and tones to Twilio, and takes its callbacks. */
export interface PublicServer {
  publish(page: PageMaker): Published
  readonly eventsUrl: string
  readonly events: EventLog
  /** Whether the public address leads here, as Twilio would see it. */
  isReached(): Promise<boolean>
  close(): Promise<void>
}

export interface PublicServerOptions {
  readonly clock: Clock
  readonly port: number
  /** What Twilio reaches it by; null: its own address on this machine, for a stand-in for Twilio. */
  readonly publicUrl: string | null
}

export async function startPublicServer(options: PublicServerOptions): Promise<PublicServer> {
  const { clock, port, publicUrl } = options
  // Nobody else knows the path, so what comes to it comes from Twilio.
  const secret = randomBytes(16).toString('hex')
  const pages = new Map<string, { readonly page: PageMaker; readonly fetchedAtMs: number[] }>()
  const events = createEventLog(clock)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, first, name = ''] = new URL(request.url ?? '/', 'http://here').pathname.split('/')
    if (first === secret && name === 'events') {
      events.add(Object.fromEntries(new URLSearchParams(await text(request))))
      return void response.writeHead(204).end()
    }
    const found = first === secret ? pages.get(name) : undefined
    if (found === undefined) return void response.writeHead(404).end()
    found.fetchedAtMs.push(clock.now())
    const { status = 200, type, body } = await found.page()
    // Twilio keeps a tone then, so that no measurement has its way to us in it.
    const kept = type === 'audio/wav' && status === 200 ? { 'cache-control': 'max-age=3600' } : {}
    response.writeHead(status, { 'content-type': type, ...kept }).end(body)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const own = typeof address === 'object' && address !== null ? address.port : port
  const base = `${(publicUrl ?? `http://127.0.0.1:${own}`).replace(/\/+$/, '')}/${secret}`

  function publish(page: PageMaker): Published {
    const name = String(pages.size)
    const fetchedAtMs: number[] = []
    pages.set(name, { page, fetchedAtMs })
    return { url: `${base}/${name}`, fetchedAtMs }
  }
  const hello = publish(() => ({ type: 'text/plain', body: secret }))

  return {
    publish,
    events,
    eventsUrl: `${base}/events`,
    async isReached() {
      try {
        const reply = await fetch(hello.url, { signal: AbortSignal.timeout(10_000) })
        return (await reply.text()) === secret
      } catch {
        return false
      }
    },
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
