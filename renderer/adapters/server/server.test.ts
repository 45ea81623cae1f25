import { beforeEach, expect, it } from 'vitest'
import type { ServerPort } from '../../ports/server-port.ts'
import { createServer } from './server.ts'

let asked: string[]
let sockets: { origin: string; token: string; did: string[] }[]
let server: ServerPort

beforeEach(() => {
  asked = []
  sockets = []
  server = createServer({
    fetch: async (url, init) => {
      asked.push(`${init.method} ${url}`)
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
  expect(await server.command('hold', 'c1')).toMatchObject({ error: { code: 'signed-out' } })
  expect(asked).toEqual([])
})

it('knows the path of each command', async () => {
  server.setUrl('http://desk.example/')
  server.authorize('token-1')
  await server.command('hold', 'c 1')
  await server.command('hang-up', 'c1')
  await server.command('extend', 'c1')
  await server.saveDraft('c1', { dispositionId: null, notes: '' })
  expect(asked).toEqual([
    'POST http://desk.example/api/calls/c%201/hold',
    'POST http://desk.example/api/calls/c1/hang-up',
    'POST http://desk.example/api/wrap-ups/c1/extend',
    'PUT http://desk.example/api/wrap-ups/c1/draft',
  ])
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
