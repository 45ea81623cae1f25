import { SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { createManualClock } from '../../network/testing/manual-clock.ts'
import { serveTaskRouter } from '../testing/served.ts'

const TTL_MS = 3_600_000

let clock: ReturnType<typeof createManualClock>
let server: Awaited<ReturnType<typeof serveTaskRouter>>
const sockets: WebSocket[] = []

beforeEach(async () => {
  clock = createManualClock()
  server = await serveTaskRouter(clock)
})

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate()
  await server.close()
})

async function rest(path: string, params: Record<string, string>) {
  const { account, baseUrl, seed } = server
  const pair = Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')
  const response = await fetch(`${baseUrl}/taskrouter/v1/Workspaces/${seed.workspaceSid}${path}`, {
    method: 'POST',
    headers: { authorization: `Basic ${pair}` },
    body: new URLSearchParams(params),
  })
  return (await response.json()) as { sid: string }
}

async function createWorker() {
  const { Available } = server.seed.activities
  return (await rest('/Workers', { FriendlyName: 'alice', ActivitySid: Available })).sid
}

const bridge = () => `${server.baseUrl}/eventbridge/v1/wschannels`

/** A socket, and the frames that it has received so far. */
async function connect(token: string, query = '') {
  const socket = new WebSocket(`${bridge().replace('http', 'ws')}?token=${token}${query}`)
  sockets.push(socket)
  const frames: string[] = []
  socket.on('message', (data) => frames.push(String(data)))
  await vi.waitFor(() => expect(frames.length).toBe(1))
  const types = () =>
    frames.filter((each) => each.trim() !== '').map((each) => JSON.parse(each).event_type)
  return { socket, frames, types }
}

async function get(token: string, path: string) {
  const { workspaceSid } = server.seed
  const body = JSON.stringify({ url: `Workspaces/${workspaceSid}/${path}`, method: 'GET', token })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const response = await fetch(bridge(), { method: 'POST', headers, body })
  const { payload } = (await response.json()) as { payload: Record<string, unknown> }
  return payload
}

async function getFirstLists(token: string, sid: string) {
  await get(token, 'Activities')
  await get(token, `Workers/${sid}/WorkerChannels`)
  return await get(token, `Workers/${sid}/Reservations`)
}

async function activityOf(token: string, sid: string): Promise<unknown> {
  return (await get(token, `Workers/${sid}`)).activity_name
}

async function closeAll(): Promise<void> {
  const closing = sockets.splice(0)
  for (const socket of closing) socket.close()
  await vi.waitFor(() =>
    expect(closing.every((each) => each.readyState === each.CLOSED)).toBe(true),
  )
}

describe('a socket of the event bridge', () => {
  it('is greeted with how long its token lives, and kept alive every 15 s', async () => {
    const sid = await createWorker()
    const { frames } = await connect(await server.token(sid))
    expect(JSON.parse(frames[0] ?? '')).toEqual({
      event_type: 'init',
      payload: {
        account_sid: server.account.accountSid,
        channel_id: sid,
        workspace_sid: server.seed.workspaceSid,
        token_lifetime: TTL_MS,
      },
    })
    clock.advance(15_000)
    await vi.waitFor(() => expect(frames.slice(1)).toEqual([' ']))
    clock.advance(15_000)
    await vi.waitFor(() => expect(frames.slice(1)).toEqual([' ', ' ']))
  })

  it('hears nothing between the first lists and shortly after, and then all of it', async () => {
    const sid = await createWorker()
    const token = await server.token(sid)
    const { types } = await connect(token)
    await rest('/Tasks', { Attributes: '{"n":1}', TaskChannel: 'voice' })
    const { contents } = await getFirstLists(token, sid)
    expect(contents).toHaveLength(1)
    await rest('/Tasks', { Attributes: '{"n":2}', TaskChannel: 'chat' })
    expect(types()).toEqual(['init'])
    clock.advance(100)
    // The first Reservation was in the list already; only the second is sent.
    await vi.waitFor(() => expect(types()).toEqual(['init', 'reservation.created']))
    await rest(`/Workers/${sid}`, { ActivitySid: server.seed.activities.Break })
    await vi.waitFor(() => expect(types().at(-1)).toBe('worker.activity.update'))
  })

  it('lists in pages, with dates in seconds', async () => {
    const sid = await createWorker()
    const token = await server.token(sid)
    const worker = await get(token, `Workers/${sid}`)
    expect(worker).toMatchObject({ date_created: Math.floor(clock.now() / 1000), version: '0' })
    const { contents, after_sid } = await get(token, 'Activities')
    expect(contents).toHaveLength(4)
    expect(after_sid).toBeNull()
  })

  it('takes a capability token too', async () => {
    const sid = await createWorker()
    const { account, seed } = server
    const token = await new SignJWT({
      account_sid: account.accountSid,
      workspace_sid: seed.workspaceSid,
      worker_sid: sid,
      channel: sid,
      version: 'v1',
    })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(account.accountSid)
      .setExpirationTime(Math.floor(clock.now() / 1000) + 60)
      .sign(new TextEncoder().encode(account.authToken))
    const { frames } = await connect(token)
    expect(JSON.parse(frames[0] ?? '')).toMatchObject({
      payload: { channel_id: sid, token_lifetime: 60_000 },
    })
  })
})

describe('a Worker whose sockets are closed', () => {
  const OFFLINE = '&setWorkerOfflineIfDisconnected=true'

  it('goes offline 15 s after the last one, when its client requested that', async () => {
    const sid = await createWorker()
    const token = await server.token(sid)
    await connect(token, OFFLINE)
    await connect(token, OFFLINE)
    await closeAll()
    // The server may hear of the end a moment later than the client.
    await vi.waitFor(async () => {
      clock.advance(15_000)
      expect(await activityOf(token, sid)).toBe('Offline')
    })
  })

  it('stays when it is back in time', async () => {
    const sid = await createWorker()
    const token = await server.token(sid)
    await connect(token, OFFLINE)
    await closeAll()
    clock.advance(10_000)
    await connect(token, OFFLINE)
    clock.advance(60_000)
    expect(await activityOf(token, sid)).toBe('Available')
  })

  it('stays when it did not ask', async () => {
    const sid = await createWorker()
    const token = await server.token(sid)
    await connect(token)
    await closeAll()
    clock.advance(60_000)
    expect(await activityOf(token, sid)).toBe('Available')
  })
})
