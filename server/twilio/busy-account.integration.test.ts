import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { failureOf } from './failure.ts'
import { TwilioRequestClient } from './request-client.ts'

let server: Server
let answers: number[]
let retryAfter: string | null
let asked: number
let waited: number[]
let base: string
beforeEach(async () => {
  asked = 0
  waited = []
  retryAfter = null
  server = createServer((_request, response) => {
    asked += 1
    const headers = retryAfter === null ? {} : { 'retry-after': retryAfter }
    response.writeHead(answers.shift() ?? 200, headers).end('{}')
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  // The cast: it listens at a port.
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(
  () =>
    new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    }),
)

const pauses = {
  wait: async (ms: number) => void waited.push(ms),
  chance: () => 0.5,
}

const ring = async () => {
  const uri = 'https://api.twilio.com/2010-04-01/Accounts/AC1/Calls.json'
  const client = new TwilioRequestClient(base, pauses)
  return client.request({ method: 'post', uri }).then(
    ({ statusCode }) => statusCode,
    (error: unknown) => failureOf(error),
  )
}

it('a request that Twilio had no room for is made again, after growing pauses', async () => {
  answers = [429, 429]
  expect(await ring()).toBe(200)
  expect(asked).toBe(3)
  expect(waited).toEqual([100, 200])
})

it('no sooner than Twilio asks for', async () => {
  answers = [429]
  retryAfter = '1'
  expect(await ring()).toBe(200)
  expect(waited).toEqual([1100])
})

it('an account that has no room for long is told so, and when to ask again', async () => {
  answers = [429]
  retryAfter = '30'
  expect(await ring()).toMatchObject({ kind: 'unavailable', status: 429, retryAfterMs: 30_000 })
  expect(asked).toBe(1)
})

it('is asked four times at most', async () => {
  answers = [429, 429, 429, 429]
  expect(await ring()).toMatchObject({ kind: 'unavailable', status: 429 })
  expect(asked).toBe(4)
})

it.each([400, 500, 503])(
  'a %i may have been carried out, and is not made again',
  async (status) => {
    answers = [status]
    expect(await ring()).toMatchObject({ status })
    expect(asked).toBe(1)
  },
)
