import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { TwilioSettings } from '../config/config.ts'
import { Secret } from '../config/secret.ts'
import { readMusic } from '../contract/music.ts'
import { checkMusicAtStart } from './check-at-start.ts'
import { checkMusic } from './check-music.ts'
import type { MusicCheckDeps } from './check-music.ts'
import { createMusic } from './music.ts'

type Page = (request: IncomingMessage, response: ServerResponse) => void

let host: Server
let base: string
/** What the host answers, by path. Nothing else is there. */
let pages: Record<string, Page>
/** Every request so far: its method and path. */
let asked: string[]

beforeAll(async () => {
  host = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const page = pages[request.url ?? '']
    if (page === undefined) response.writeHead(404).end()
    else page(request, response)
  })
  await new Promise<void>((resolve) => {
    host.listen(0, '127.0.0.1', resolve)
  })
  // The cast: it listens on a port, not on a pipe.
  base = `http://127.0.0.1:${(host.address() as AddressInfo).port}`
})

beforeEach(() => {
  asked = []
  pages = {
    '/long.mp3': sends('audio/mpeg', 'ID3'),
    '/music.xml': twiml('<Play loop="0">long.mp3</Play>'),
  }
})

afterAll(() => {
  host.closeAllConnections()
  host.close()
})

function sends(type: string, body: string): Page {
  return (_, response) => response.writeHead(200, { 'content-type': type }).end(body)
}

function twiml(verbs: string): Page {
  return sends('text/xml; charset=utf-8', `<Response>${verbs}</Response>`)
}

const account: TwilioSettings = {
  accountSid: 'AC1',
  apiKeySid: 'SK1',
  apiKeySecret: new Secret('x'),
  workspaceSid: 'WS1',
  workflowSid: 'WW1',
  twimlAppSid: 'AP1',
  callerIds: ['+15005550006'],
  webhookSecrets: { authTokens: [], sharedKeys: new Map() },
  endpoints: null,
}

const deps: MusicCheckDeps = {
  publicUrl: 'https://desk.example.com',
  fromCloud: false,
  account: null,
  timeoutMs: 5000,
}

async function check(path: string, change: Partial<MusicCheckDeps> = {}) {
  const [report] = await checkMusic([base + path], { ...deps, ...change })
  return report && { verdict: report.verdict, detail: report.detail }
}

it('asks for the document and for its file by GET, once each', async () => {
  const url = `${base}/music.xml`
  expect(await checkMusic([url, url], deps)).toEqual([{ url, verdict: 'fine', detail: '' }])
  expect(asked).toEqual(['GET /music.xml', 'GET /long.mp3'])
})

it('follows redirects of both kinds, as Twilio does', async () => {
  pages['/moved.xml'] = (_, response) => response.writeHead(302, { location: '/first.xml' }).end()
  pages['/first.xml'] = twiml('<Play>long.mp3</Play><Redirect>/second.xml</Redirect>')
  pages['/second.xml'] = twiml('<Say>Please wait</Say><Redirect method="GET">/first.xml</Redirect>')
  expect(await check('/moved.xml')).toEqual({ verdict: 'fine', detail: '' })
  expect(asked).toContain('POST /second.xml')
})

it.each<[string, Page, string, RegExp]>([
  ['an audio file', sends('audio/wav', 'RIFF'), 'audio-file', /^audio\/wav$/],
  ['a page', sends('text/html', '<p>Hello</p>'), 'not-twiml', /<p>/],
  ['plain text', sends('text/plain', '<Response/>'), 'not-twiml', /text\/plain/],
  ['a document too long', twiml(`<Say>${'a'.repeat(70_000)}</Say>`), 'not-twiml', /64 kB/],
  ['a refusal', (_, response) => response.writeHead(403).end(), 'refused', /^HTTP 403$/],
  ['a broken connection', (request) => request.socket.destroy(), 'unreachable', /./],
  ['a verb that is refused', twiml('<Hangup/>'), 'forbidden-verb', /^<Hangup>$/],
  ['music that ends', twiml('<Play>long.mp3</Play>'), 'ends', /^$/],
  ['no file', twiml('<Play loop="0">gone.mp3</Play>'), 'no-audio', /gone\.mp3: HTTP 404$/],
  [
    'a file that is no audio',
    twiml('<Play loop="0">a.xml</Play>'),
    'no-audio',
    /a\.xml: text\/xml/,
  ],
  [
    'a file on our server',
    twiml('<Play loop="0">https://desk.example.com/media/a.mp3</Play>'),
    'own-server',
    /desk\.example\.com/,
  ],
  [
    'a way to our server',
    twiml('<Redirect>https://desk.example.com/webhooks/x</Redirect>'),
    'own-server',
    /desk\.example\.com/,
  ],
  ['a redirect to nothing', twiml('<Redirect>gone.xml</Redirect>'), 'refused', /^HTTP 404$/],
])('finds %s', async (_, page, verdict, detail) => {
  pages['/a.xml'] = page
  expect(await check('/a.xml')).toEqual({ verdict, detail: expect.stringMatching(detail) })
})

it('finds that a way over another host leads to our server', async () => {
  const publicUrl = base
  pages['/elsewhere.xml'] = (_, response) =>
    response.writeHead(302, { location: `${base}/music.xml` }).end()
  const url = `${base.replace('127.0.0.1', 'localhost')}/elsewhere.xml`
  expect(await checkMusic([url], { ...deps, publicUrl })).toEqual([
    { url, verdict: 'own-server', detail: `${base}/music.xml` },
  ])
})

it('ends a chain of documents that is too long', async () => {
  for (let i = 0; i < 9; i += 1) pages[`/${i}.xml`] = twiml(`<Redirect>${i + 1}.xml</Redirect>`)
  expect(await check('/0.xml')).toEqual({ verdict: 'not-twiml', detail: 'too many redirects' })
})

it('knows that Twilio cannot reach a private network', async () => {
  const found = await check('/music.xml', { fromCloud: true })
  expect(found).toEqual({ verdict: 'private', detail: '127.0.0.1' })
  expect(asked).toEqual([])
})

it('does not wait for a host that never answers', async () => {
  pages['/a.xml'] = () => undefined
  expect(await check('/a.xml', { timeoutMs: 20 })).toMatchObject({ verdict: 'unreachable' })
})

it('waits no longer when it is ended', async () => {
  const ending = new AbortController()
  pages['/a.xml'] = () => ending.abort()
  const found = await check('/a.xml', { signal: ending.signal })
  expect(found).toMatchObject({ verdict: 'unreachable' })
})

it('writes into the log what is wrong, also a queue that is not there', async () => {
  const lines: string[] = []
  const write = (line: Buffer, _: unknown, done: () => void) => {
    lines.push(line.toString())
    done()
  }
  pages['/file.mp3'] = sends('audio/mpeg', 'ID3')
  const list = readMusic(`Support=${base}/music.xml,Slaes=${base}/file.mp3`)
  if (!list.ok) throw new Error(list.failure)
  const close = checkMusicAtStart({
    own: { music: createMusic(list.value) },
    twilio: account,
    onSandbox: true,
    publicUrl: 'http://127.0.0.1:1',
    workspace: { queueNames: new Map([['WQ1', 'Support']]) },
    log: pino(new Writable({ write })),
  })
  await expect.poll(() => lines.length).toBe(3)
  await close()
  const said = lines.map((line): unknown => JSON.parse(line))
  expect(said).toEqual([
    expect.objectContaining({ level: 40, queue: 'Slaes' }),
    expect.objectContaining({ level: 30, url: `${base}/music.xml` }),
    expect.objectContaining({
      level: 40,
      url: `${base}/file.mp3`,
      msg: expect.stringContaining('TwiML document with <Play loop="0">'),
    }),
  ])
})
