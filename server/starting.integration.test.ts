import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { aCaller } from './testing/calls.ts'
import { fakeGateway, refused } from './testing/fake-gateway.ts'
import { freePort } from './testing/killable-server.ts'
import { startOwnServer } from './testing/own-server.ts'
import { until } from './testing/until.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cordboard-starting-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))

/** One live call that can be read, and one that cannot. */
async function leaveTwoCalls(): Promise<void> {
  await (await startOwnServer(folder)).close()
  const database = new DatabaseSync(join(folder, 'cordboard.sqlite'))
  const insert = database.prepare('INSERT INTO calls VALUES (?, ?, 1, 1, ?, ?)')
  insert.run('call_1', 'CA-customer', '[]', JSON.stringify(aCaller()))
  insert.run('call_2', 'CA-other', '[]', '{"callId":"call_2"')
  database.close()
}

// One row that could not be read stopped the start after the port was open: what answered knew no call.
it('starts beside a row that it cannot read, says so, and goes on with all others', async () => {
  await leaveTwoCalls()
  const gateway = fakeGateway()
  const server = await startOwnServer(folder, {}, gateway)
  expect(await (await fetch(`${server.url}/health`)).json()).toMatchObject({
    status: 'ok',
    setAside: 1,
  })
  await until('Twilio is asked about both', () =>
    ['CA-customer', 'CA-other'].every((sid) => gateway.of('callStatus').includes(sid)),
  )
  await until(
    'the caller of the other is queued again',
    () => gateway.of('redirectCall').length > 0,
  )
  expect(gateway.of('redirectCall')[0]).toMatchObject({ callSid: 'CA-other' })
  await server.close()
})

it('leaves nothing open when it cannot start', async () => {
  const port = await freePort()
  const gateway = fakeGateway()
  gateway.fail('provision', refused)
  const settings = { CORDBOARD_PORT: String(port), CORDBOARD_PROVISION: 'true' }
  await expect(startOwnServer(folder, settings, gateway)).rejects.toThrow(/provisioned/)
  await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow('fetch failed')
  const second = await startOwnServer(folder, { CORDBOARD_PORT: String(port) })
  expect(second.url).toBe(`http://127.0.0.1:${port}`)
  await second.close()
})

it('asks nothing of Twilio about a call while its port is another program’s', async () => {
  await leaveTwoCalls()
  const other = mkdtempSync(join(tmpdir(), 'cordboard-other-'))
  const first = await startOwnServer(other)
  const gateway = fakeGateway()
  const taken = { CORDBOARD_PORT: new URL(first.url).port }
  await expect(startOwnServer(folder, taken, gateway)).rejects.toThrow(/EADDRINUSE/)
  expect(gateway.requests.map(([method]) => method)).toEqual(['workspace'])
  await first.close()
  rmSync(other, { recursive: true, force: true, maxRetries: 3 })
})

it('asks at its start for the music, and starts without it', async () => {
  const asked: (string | undefined)[] = []
  const host = createServer((request, response) => {
    asked.push(request.url)
    response.writeHead(404).end()
  }).listen(0, '127.0.0.1')
  await once(host, 'listening')
  // The cast: it listens on a port, not on a pipe.
  const base = `http://127.0.0.1:${(host.address() as AddressInfo).port}`
  const elsewhere = {
    TWILIO_BASE_URL: base,
    TWILIO_SIGNALLING: '127.0.0.1:1',
    TWILIO_EVENT_BRIDGE_HTTP: base,
    TWILIO_EVENT_BRIDGE_WS: base,
  }
  const server = await startOwnServer(folder, {
    ...elsewhere,
    CORDBOARD_MUSIC: `${base}/waiting.xml`,
  })
  await until('the music is asked for', () => asked.includes('/waiting.xml'))
  expect((await fetch(`${server.url}/health`)).status).toBe(200)
  await server.close()
  host.closeAllConnections()
  host.close()
})
