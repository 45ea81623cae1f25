import formbody from '@fastify/formbody'
import fastify from 'fastify'
import { encodeWav } from '../../media/wav.ts'
import { limitedSource, toneSource } from '../../media/sources.ts'

export interface Received {
  readonly path: string
  readonly url: string
  readonly signature: string
  readonly params: Readonly<Record<string, string>>
}

export interface WebhookApp {
  readonly received: Received[]
  readonly baseUrl: string
  /** From now on, this path answers with this TwiML, without the `<Response>` around it. */
  answer(path: string, verbs: string): string
  /** The requests to a path, the oldest first. */
  at(path: string): Readonly<Record<string, string>>[]
  close(): Promise<void>
}

/** A client's application: it answers TwiML by path, keeps the requests, and serves `/tone/<hz>.wav`. */
export async function startWebhookApp(): Promise<WebhookApp> {
  const received: Received[] = []
  const answers = new Map<string, string>()
  const app = fastify({ forceCloseConnections: true })
  await app.register(formbody)
  app.get('/tone/:file', (request, reply) => {
    const hz = Number.parseInt(request.url.split('/').at(-1) ?? '', 10)
    return reply.type('audio/wav').send(Buffer.from(encodeWav(toneOf(hz))))
  })
  app.all('/*', (request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const url = `${baseUrl}${request.url}`
    const signature = String(request.headers['x-twilio-signature'] ?? '')
    // Twilio sends each parameter once, as text.
    const params = { ...(request.body as Record<string, string> | undefined) }
    received.push({ path, url, signature, params })
    const verbs = answers.get(path)
    if (verbs === undefined) return reply.status(204).send()
    return reply.type('text/xml').send(`<Response>${verbs}</Response>`)
  })
  const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    received,
    baseUrl,
    answer(path, verbs) {
      answers.set(path, verbs)
      return baseUrl + path
    },
    at: (path) => received.filter((each) => each.path === path).map(({ params }) => params),
    close: () => app.close(),
  }
}

function toneOf(hz: number): Int16Array {
  const source = limitedSource(toneSource(hz), 1)
  const frames: number[] = []
  for (let frame = source.read(); frame !== null; frame = source.read()) frames.push(...frame)
  return Int16Array.from(frames)
}
