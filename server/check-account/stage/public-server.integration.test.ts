import { afterEach, beforeEach, expect, it } from 'vitest'
import { systemClock } from '../../clock.ts'
import { startPublicServer } from './public-server.ts'
import type { PublicServer } from './public-server.ts'

let server: PublicServer

beforeEach(async () => {
  server = await startPublicServer({ clock: systemClock, port: 0, publicUrl: null })
})

afterEach(() => server.close())

it('serves what is published, and counts who has fetched it', async () => {
  const page = server.publish(() => ({ type: 'text/xml', body: '<Response/>' }))
  const reply = await fetch(page.url)
  expect([reply.headers.get('content-type'), await reply.text()]).toEqual([
    'text/xml',
    '<Response/>',
  ])
  await fetch(page.url, { method: 'POST' })
  expect(page.fetchedAtMs).toHaveLength(2)
})

it('keeps the form of a callback', async () => {
  const body = new URLSearchParams({ CallSid: 'CA1', CallStatus: 'ringing' })
  expect((await fetch(server.eventsUrl, { method: 'POST', body })).status).toBe(204)
  expect(server.events.all(() => true).map(({ fields }) => fields)).toEqual([
    { CallSid: 'CA1', CallStatus: 'ringing' },
  ])
})

it('serves and hears nothing at a path that a stranger guesses', async () => {
  const { origin } = new URL(server.eventsUrl)
  const body = new URLSearchParams({ CallSid: 'CA1' })
  expect((await fetch(`${origin}/events`, { method: 'POST', body })).status).toBe(404)
  expect((await fetch(`${origin}/guess/0`)).status).toBe(404)
  expect(server.events.all(() => true)).toEqual([])
})

it('knows whether its public address leads to it', async () => {
  expect(await server.isReached()).toBe(true)
  const elsewhere = await startPublicServer({
    clock: systemClock,
    port: 0,
    publicUrl: server.eventsUrl.replace(/\/events$/u, ''),
  })
  expect(await elsewhere.isReached()).toBe(false)
  await elsewhere.close()
})
