import { Agent, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io } from 'socket.io-client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { paths } from '../contract/commands.ts'
import { REALTIME_PATH } from '../contract/realtime.ts'
import { aCaller } from '../testing/calls.ts'
import { DeskClient } from '../testing/desk-client.ts'
import { openOffice } from '../testing/office.ts'
import type { Office } from '../testing/office.ts'
import { until } from '../testing/until.ts'

let office: Office
let url: string
beforeEach(async () => {
  office = await openOffice()
  await office.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = office.app.server.address() as AddressInfo
  url = `http://127.0.0.1:${port}`
})
afterEach(() => office.close())

it('sends the whole desk at once, and again at each change, with growing revisions', async () => {
  const desk = await DeskClient.signIn(url, 'ada')
  await desk.sees('an empty queue', ({ waiting }) => waiting === 0)
  await office.calls.begin(aCaller())
  const seen = await desk.sees('a waiting caller', (snapshot) =>
    snapshot.waiting === 1 ? snapshot : null,
  )
  expect(seen).toMatchObject({
    calls: [],
    country: 'US',
    callerIds: ['+15005550006', '+15005550100'],
  })
  expect(new Set(desk.revisions).size).toBe(desk.revisions.length)
  expect(desk.revisions).toEqual(desk.revisions.toSorted((a, b) => a - b))
  desk.close()
})

it('refuses what is not a token', async () => {
  const socket = io(url, { path: REALTIME_PATH, auth: { token: 'x' }, reconnection: false })
  const refusal = await new Promise<Error>((resolve) => socket.on('connect_error', resolve))
  expect(refusal.message).toBe('signed-out')
  socket.close()
})

it('tells a desk that its agent has signed in elsewhere', async () => {
  const before = await DeskClient.signIn(url, 'ada')
  await before.sees('its snapshot', ({ revision }) => revision)
  const after = await DeskClient.signIn(url, 'ada')
  await until('the first is signed out', () => before.signedOut)
  await after.sees('its snapshot', ({ revision }) => revision)
  expect(after.signedOut).toBe(false)
  before.close()
  after.close()
})

it('keeps the lease alive by proofs alone', async () => {
  const desk = await DeskClient.signIn(url, 'ada')
  await desk.twilioAccess()
  await desk.sees('its snapshot', ({ revision }) => revision)
  office.clock.advance(14_000)
  await desk.prove()
  office.clock.advance(14_000)
  expect(office.gateway.of('workerActivity')).toEqual([])
  office.clock.advance(1000)
  await until('the Worker is out', () => office.gateway.of('setActivity').length > 0)
  desk.close()
})

it('stops at once, though a request was under way on a connection that is kept alive', async () => {
  const desk = await DeskClient.signIn(url, 'ada')
  const agent = new Agent({ keepAlive: true })
  const asking = request(`${url}${paths.session}`, {
    agent,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': 2 },
  })
  // Answered or cut off, it is not to keep the server: once it kept it for eight seconds.
  asking.on('error', () => undefined).on('response', (answer) => answer.resume())
  asking.write('{')
  await until('the request is under way', () => asking.socket?.bytesWritten)
  const closing = office.close()
  asking.end('}')
  await closing
  expect(office.app.server.listening).toBe(false)
  agent.destroy()
  desk.close()
  // For what comes after each test.
  office = await openOffice()
})
