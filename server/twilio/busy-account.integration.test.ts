import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { RebasedRequestClient } from './request-client.ts'

let server: Server
let answers: number[]
let asked: number
let base: string
beforeEach(async () => {
  asked = 0
  server = createServer((_request, response) => {
    asked += 1
    response.writeHead(answers.shift() ?? 200).end('{}')
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

const ring = async () => {
  const uri = 'https://api.twilio.com/2010-04-01/Accounts/AC1/Calls.json'
  return (await new RebasedRequestClient(base).request({ method: 'post', uri })).statusCode
}

it('a request that Twilio had no room for is made again', async () => {
  answers = [429, 429]
  expect(await ring()).toBe(200)
  expect(asked).toBe(3)
})

it('an account that has no room for long is told so', async () => {
  answers = [429, 429, 429, 429]
  expect(await ring()).toBe(429)
  expect(asked).toBe(4)
})

it.each([400, 500, 503])(
  'a %i may have been carried out, and is not made again',
  async (status) => {
    answers = [status]
    expect(await ring()).toBe(status)
    expect(asked).toBe(1)
  },
)
