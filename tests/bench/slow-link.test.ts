import { once } from 'node:events'
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { openSlowLink } from './slow-link.ts'

/** A server behind a link whose delays end when the test says so. */
async function linked() {
  const waiting: { readonly ms: number; readonly end: () => void }[] = []
  const link = await openSlowLink(
    (ms) => new Promise<void>((resolve) => waiting.push({ ms, end: resolve })),
  )
  const seen: { readonly body: string; readonly port: number | undefined }[] = []
  const echo = async (incoming: IncomingMessage, reply: ServerResponse) => {
    const body = await text(incoming)
    seen.push({ body, port: incoming.socket.remotePort })
    reply.end(`got ${body}`)
  }
  const server = createServer((incoming, reply) => void echo(incoming, reply))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  link.leadTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const agent = new Agent({ keepAlive: true })
  onTestFinished(async () => {
    agent.destroy()
    await link.close()
    await once(server.close(), 'close')
  })
  const ask = async (body: string) => {
    const sent = request(link.url, { method: 'POST', agent })
    sent.end(body)
    const [reply] = (await once(sent, 'response')) as [IncomingMessage]
    return text(reply)
  }
  const endDelays = () => waiting.splice(0).map(({ ms, end }) => (end(), ms))
  return { link, seen, ask, waiting, endDelays }
}

it('keeps back the request, and then the answer, each for as long as it was told', async () => {
  const { link, seen, ask, waiting, endDelays } = await linked()
  link.delay(150)
  const answer = ask('a')
  await expect.poll(() => waiting.length).toBeGreaterThan(0)
  expect(seen).toEqual([])
  expect(new Set(endDelays())).toEqual(new Set([150]))
  await expect.poll(() => waiting.length).toBeGreaterThan(0)
  expect(seen).toMatchObject([{ body: 'a' }])
  link.delay(0)
  endDelays()
  expect(await answer).toBe('got a')
})

it('lets requests travel at the same time', async () => {
  const { link, seen, ask, waiting, endDelays } = await linked()
  link.delay(150)
  const answers = [ask('a'), ask('b'), ask('c')]
  await expect.poll(() => waiting.length).toBeGreaterThanOrEqual(3)
  expect(seen).toEqual([])
  link.delay(0)
  endDelays()
  expect(await Promise.all(answers)).toEqual(['got a', 'got b', 'got c'])
})

it('keeps a connection, and what is sent on it in order when the delay ends', async () => {
  const { link, seen, ask, waiting, endDelays } = await linked()
  expect(await ask('a')).toBe('got a')
  link.delay(150)
  const long = 'x'.repeat(300_000)
  const answer = ask(long)
  await expect.poll(() => waiting.length).toBeGreaterThan(0)
  link.delay(0)
  endDelays()
  expect(await answer).toBe(`got ${long}`)
  expect(new Set(seen.map(({ port }) => port)).size).toBe(1)
})

it('keeps a request until it knows where to, and breaks the connection when nobody is there', async () => {
  const link = await openSlowLink()
  onTestFinished(() => link.close())
  const sent = request(link.url)
  const failed = once(sent, 'response').catch((error: unknown) => error)
  sent.end()
  link.leadTo('http://127.0.0.1:1')
  expect(await failed).toMatchObject({ code: 'ECONNRESET' })
})
