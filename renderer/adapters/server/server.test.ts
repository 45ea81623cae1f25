import { beforeEach, expect, it } from 'vitest'
import type { Request } from '../../domain/model/request.ts'
import type { ServerPort } from '../../ports/server-port.ts'
import { createServerClient } from './server.ts'
import { makeDraft } from '../../../server/contract/wrap-up-draft.ts'

const number = { kind: 'number', number: '+14155550177' } as const

let asked: string[]
let bodies: unknown[]
let outliving: unknown[]
let sockets: { origin: string; token: string; did: string[] }[]
let server: ServerPort

beforeEach(() => {
  asked = []
  bodies = []
  outliving = []
  sockets = []
  server = createServerClient({
    fetch: async (url, init) => {
      asked.push(`${init.method} ${url}`)
      bodies.push(init.body)
      outliving.push(init.keepalive)
      return new Response('{"accepted":true}')
    },
    openRealtime: (origin, accessToken) => {
      const socket = { origin, token: accessToken(), did: [] as string[] }
      sockets.push(socket)
      return {
        connect: () => socket.did.push('connect'),
        reconnect: () => socket.did.push('reconnect'),
        report: () => socket.did.push('report'),
        close: () => socket.did.push('close'),
      }
    },
  })
})

it('asks nothing without a token', async () => {
  expect(await server.command('hang-up', 'c1')).toMatchObject({ failure: { code: 'signed-out' } })
  expect(asked).toEqual([])
})

it('knows the path of each command', async () => {
  server.setUrl('http://desk.example/')
  server.authorize('token-1')
  await server.command('hang-up', 'c 1')
  await server.command('extend', 'c1')
  await server.saveDraft('c1', makeDraft())
  expect(asked).toEqual([
    'POST http://desk.example/api/calls/c%201/hang-up',
    'POST http://desk.example/api/wrap-ups/c1/extend',
    'PUT http://desk.example/api/wrap-ups/c1/draft',
  ])
})

it.each<[Request, string, object | undefined]>([
  [
    { about: 'transfer', callId: 'c 1', kind: 'warm', target: number, reason: 'billing' },
    'POST /api/calls/c%201/transfer',
    { kind: 'warm', target: number, reason: 'billing' },
  ],
  [
    { about: 'transfer-step', callId: 'c1', step: 'swap' },
    'POST /api/calls/c1/transfer/swap',
    undefined,
  ],
  [
    { about: 'add', callId: 'c1', target: number },
    'POST /api/calls/c1/parties',
    { target: number },
  ],
  [
    { about: 'party', callId: 'c1', partyId: 'p 2', step: 'unmute' },
    'POST /api/calls/c1/parties/p%202/unmute',
    undefined,
  ],
  [
    { about: 'party', callId: 'c 1', partyId: 'customer', step: 'hold' },
    'POST /api/calls/c%201/parties/customer/hold',
    undefined,
  ],
  [{ about: 'leave', callId: 'c1' }, 'POST /api/calls/c1/leave', undefined],
  [{ about: 'switch', callId: 'c 1' }, 'POST /api/calls/c%201/switch', undefined],
  [
    { about: 'merge', callId: 'c1', otherCallId: 'c2' },
    'POST /api/calls/c1/merge',
    { callId: 'c2' },
  ],
  [
    { about: 'recording', callId: 'c1', step: 'pause' },
    'POST /api/calls/c1/recording/pause',
    undefined,
  ],
])('says by path and body what is asked: %o', async (request, path, body) => {
  server.authorize('token-1')
  expect(await server.request(request)).toMatchObject({ ok: true })
  expect(asked).toEqual([path])
  expect(bodies).toEqual([body === undefined ? undefined : JSON.stringify(body)])
})

it('opens one realtime connection, and another only after that was closed', () => {
  server.setUrl('http://desk.example')
  server.authorize('token-1')
  server.connect()
  server.connect()
  server.disconnect()
  server.report({ device: 'registered', microphone: 'live', worker: 'connected' })
  server.connect()
  expect(sockets).toEqual([
    { origin: 'http://desk.example', token: 'token-1', did: ['connect', 'connect', 'close'] },
    { origin: 'http://desk.example', token: 'token-1', did: ['connect'] },
  ])
})

it('a hang-up reaches the server although its page is closed', async () => {
  server.authorize('token')
  await server.command('hang-up', 'c1')
  await server.command('extend', 'c1')
  expect(outliving).toEqual([true, undefined])
})
