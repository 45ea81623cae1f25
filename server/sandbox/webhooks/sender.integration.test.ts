import { Readable } from 'node:stream'
import formbody from '@fastify/formbody'
import fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { isSigned } from '../rest/testing/twilio-client.ts'
import { createWebhookSender } from './sender.ts'
import { WebhookSigning } from './signing.ts'

const authToken = 'a secret'
let app: FastifyInstance
let base: string
let seen: { url: string; method: string; params: object; signature: string; auth: string }[]
const signing = new WebhookSigning(authToken)
const sender = createWebhookSender({ signing, clock: systemClock })

beforeEach(async () => {
  seen = []
  app = fastify({ forceCloseConnections: true })
  await app.register(formbody)
  app.all('/*', (request, reply) => {
    seen.push({
      url: base + request.url,
      method: request.method,
      params: { ...(request.body as object | undefined) },
      signature: String(request.headers['x-twilio-signature']),
      auth: request.headers.authorization ?? '',
    })
    if (request.url === '/slow') return
    if (request.url === '/endless') return reply.send(endless())
    if (request.url === '/moved') return reply.redirect('/there?x=1')
    return reply.type('text/plain; charset=utf-8').send('hello')
  })
  base = await app.listen({ port: 0, host: '127.0.0.1' })
})
afterEach(() => app.close())

/** What an application sends whose loop has no end. */
function endless(): Readable {
  const megabyte = Buffer.alloc(1024 * 1024)
  return new Readable({
    read() {
      this.push(megabyte)
    },
  })
}

const signed = () => seen.every((each) => isSigned(authToken, each))

describe('the webhook sender', () => {
  test('posts a signed form', async () => {
    const params = { B: '2 & 3', A: 'ä', Empty: '' }
    const response = await sender.send({ url: `${base}/path?q=1`, params })
    expect(response).toMatchObject({
      ok: true,
      status: 200,
      contentType: 'text/plain',
      text: 'hello',
    })
    expect(seen[0]).toMatchObject({ method: 'POST', params })
    expect(signed()).toBe(true)
  })

  test('puts the parameters of a GET into the signed URL', async () => {
    await sender.send({ url: `${base}/path?q=1`, method: 'GET', params: { A: 'b c' } })
    expect(seen[0]).toMatchObject({ method: 'GET', url: `${base}/path?q=1&A=b+c` })
    expect(signed()).toBe(true)
  })

  test('reads an endless answer only so far', async () => {
    const { body } = await sender.send({ url: `${base}/endless`, params: {} })
    expect(body).toHaveLength(64 * 1024 * 1024)
  })

  test('follows redirects with a GET, with a new signature', async () => {
    const response = await sender.send({ url: `${base}/moved`, params: { A: 'b' } })
    expect(response).toMatchObject({ ok: true, url: `${base}/there?x=1` })
    expect(seen.map(({ method }) => method)).toEqual(['POST', 'GET'])
    expect(signed()).toBe(true)
  })

  test('sends the credentials of a URL as basic authentication', async () => {
    await sender.send({ url: base.replace('//', '//me:secret@'), params: {} })
    expect(seen[0]?.auth).toBe(`Basic ${Buffer.from('me:secret').toString('base64')}`)
  })

  test('answers instead of throwing when there is no server or no answer in time', async () => {
    const nothing = { ok: false, status: 0, text: '' }
    expect(await sender.send({ url: 'http://127.0.0.1:1/', params: {} })).toMatchObject(nothing)
    expect(await sender.send({ url: 'nonsense', params: {} })).toMatchObject(nothing)
    const slow = await sender.send({ url: `${base}/slow`, params: {}, timeoutMs: 50 })
    expect(slow).toMatchObject(nothing)
  })
})
