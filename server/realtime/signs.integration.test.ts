import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { REALTIME_PATH } from '../contract/realtime.ts'
import type { ClientToServer, ServerToClient } from '../contract/realtime.ts'
import { until } from '../testing/until.ts'
import { createRealtime } from './socket.ts'
import type { Realtime, RealtimeDeps } from './socket.ts'

const sessions: ReturnType<RealtimeDeps['sessions']> = {
  authenticate: async (token) => ({
    agent: {
      userId: token,
      username: token,
      displayName: token,
      identity: token,
      tenantId: 'main',
      role: 'agent',
    },
    sessionId: `session of ${token}`,
  }),
  stillHolds: async () => true,
}

let server: Server
let realtime: Realtime
let signs: string[]
let connected: string[]
const sockets: Socket[] = []

beforeEach(async () => {
  signs = []
  connected = []
  server = createServer()
  realtime = createRealtime({
    log: pino({ level: 'silent' }),
    answersTo: () => true,
    sessions: () => sessions,
    snapshot: () => new Promise(() => undefined),
    report: () => undefined,
    onConnected: (identity, givesSigns) => connected.push(`${identity} ${givesSigns}`),
    onSign: (identity) => signs.push(identity),
  })
  realtime.attach(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect()
  realtime.close()
  server.close()
})

async function connect(
  identity: string,
  auth: object,
): Promise<Socket<ServerToClient, ClientToServer>> {
  const { port } = server.address() as AddressInfo
  const socket: Socket<ServerToClient, ClientToServer> = io(`http://127.0.0.1:${port}`, {
    path: REALTIME_PATH,
    auth: { token: identity, ...auth },
    transports: ['websocket'],
    forceNew: true,
  })
  sockets.push(socket)
  await until(`${identity} is connected`, () => socket.connected)
  return socket
}

it('asks every desk of one agent for a sign, and takes the answer for one', async () => {
  const asked: string[] = []
  for (const [identity, which] of [
    ['ada', 'first'],
    ['ada', 'second'],
    ['ben', 'other'],
  ] as const) {
    const socket = await connect(identity, { givesSigns: true })
    socket.on('sign', (done) => {
      asked.push(which)
      done()
    })
  }
  expect(signs).toEqual([])
  realtime.askForSign('ada')
  await until('both have answered', () => signs.length === 2)
  expect([asked, signs]).toEqual([
    ['first', 'second'],
    ['ada', 'ada'],
  ])
})

it('takes whatever a desk sends for a sign', async () => {
  const socket = await connect('ada', {})
  socket.emit(
    'readiness',
    { device: 'registered', microphone: 'live', worker: 'connected' },
    () => undefined,
  )
  await until('it is heard', () => signs.length > 0)
  expect(signs).toEqual(['ada'])
})

it('knows which desks give signs', async () => {
  await connect('ada', { givesSigns: true })
  await connect('ben', {})
  await connect('cleo', { givesSigns: 'yes' })
  expect(connected).toEqual(['ada true', 'ben false', 'cleo false'])
})
