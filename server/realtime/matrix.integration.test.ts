import type { AddressInfo } from 'node:net'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paths } from '../contract/commands.ts'
import type { DeskSnapshot } from '../contract/desk.ts'
import { REALTIME_PATH } from '../contract/realtime.ts'
import type { ClientToServer, ServerToClient } from '../contract/realtime.ts'
import { callOf } from '../permissions/testing/parts.ts'
import { DeskClient } from '../testing/desk-client.ts'
import { openOffice } from '../testing/office.ts'
import type { Office } from '../testing/office.ts'
import { until } from '../testing/until.ts'

/** Each event of the contract, by who may send it, and what each role is shown of a call by what they are to it. */

type Relation = Parameters<typeof callOf>[0]

/** What the `desk` of somebody with this relation shows of the call. The compiler wants a row for each. */
const shown: Readonly<Record<Relation, 'call' | 'handed over' | 'nothing'>> = {
  agent: 'call',
  guest: 'call',
  customer: 'call',
  former: 'nothing',
  'handed-over': 'handed over',
  nobody: 'nothing',
}

/** Each event that a page may send, as it sends it of itself. The compiler wants a row for each. */
const sent: { readonly [Event in keyof ClientToServer]: Parameters<ClientToServer[Event]>[0] } = {
  readiness: { device: 'registered', microphone: 'live', worker: 'connected' },
}

/** Each event that the server sends. */
const told: Readonly<Record<keyof ServerToClient, true>> = {
  desk: true,
  signedOut: true,
  sign: true,
}

const OTHER = 'tenant_main_user_grace'

let office: Office
let url: string
beforeAll(async () => {
  office = await openOffice()
  await office.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = office.app.server.address() as AddressInfo
  url = `http://127.0.0.1:${port}`
})
afterAll(() => office.close())

/** What came over a socket of its own, and why it was closed. */
function listen(token: string | undefined) {
  const socket = io(url, {
    path: REALTIME_PATH,
    ...(token === undefined ? {} : { auth: { token } }),
    reconnection: false,
    forceNew: true,
  })
  const seen: string[] = []
  socket.onAny((event: string) => seen.push(event))
  socket.on('connect_error', ({ message }) => seen.push(message))
  return { socket, seen }
}

function standing(desk: DeskSnapshot, callId: string): (typeof shown)[Relation] {
  if (desk.calls.some((call) => call.callId === callId)) return 'call'
  return desk.handedOver.some((call) => call.callId === callId) ? 'handed over' : 'nothing'
}

describe.each(['ada', 'joan'])('to %s, of a role of their own, `desk` shows', (username) => {
  it.each(Object.entries(shown))('of a call to which they are %s: %s', async (relation, wanted) => {
    const client = await DeskClient.signIn(url, username)
    await client.sees('its first snapshot', ({ revision }) => revision)
    const callId = `call_${username}_${relation}`
    // The cast: a key of the table.
    const call = callOf(relation as Relation, client.session.agent.identity, callId)
    await office.calls.begin(call)
    const snapshot = await office.desk.snapshot(client.session.agent.identity)
    expect(standing(snapshot, callId)).toBe(wanted)
    expect(JSON.stringify(snapshot).includes(callId)).toBe(wanted !== 'nothing')
    await office.calls.dispatch(callId, { kind: 'customer-left' })
    client.close()
  })
})

describe('a socket', () => {
  it.each<[string, string | undefined]>([
    ['without a token', undefined],
    ['with a made-up token', 'made.up.token'],
  ])('%s is told nothing but that it is signed out', async (_, token) => {
    const { socket, seen } = listen(token)
    await until('it is refused', () => seen.length > 0)
    expect([seen, socket.connected]).toEqual([['signed-out'], false])
    socket.close()
  })

  it('whose session is over is told so, and nothing more', async () => {
    const session = await office.signIn('ada')
    const { socket, seen } = listen(session.accessToken)
    await until('it has its desk', () => seen.includes('desk'))
    await office.signIn('ada')
    await until('it is closed', () => !socket.connected)
    expect(seen.at(-1)).toBe('signedOut')
    expect(seen.filter((event) => !Object.hasOwn(told, event))).toEqual([])
    const again = listen(session.accessToken)
    await until('it is refused', () => again.seen.length > 0)
    expect(again.seen).toEqual(['signed-out'])
  })

  it.each(['ada', 'joan'])(
    'of %s speaks for its agent alone, and commands no call',
    async (username) => {
      const client = await DeskClient.signIn(url, username)
      const { identity } = client.session.agent
      await client.twilioAccess()
      const callId = `call_of_${username}`
      await office.calls.begin(callOf('agent', identity, callId))
      const before = office.calls.find(callId)
      const { socket } = listen(client.session.accessToken)
      await until('it is connected', () => socket.connected)
      for (const event of [
        'hang-up',
        'desk',
        'signedOut',
        'hold',
        paths.partyStep(callId, 'customer', 'hold'),
      ]) {
        socket.emit(event, { callId, identity: OTHER })
      }
      for (const [event, said] of Object.entries(sent)) {
        await socket.emitWithAck(event, said)
        socket.emit(event, { ...said, identity: OTHER, callId })
      }
      expect(office.presence.canBeRung(identity)).toBe(true)
      expect(office.presence.canBeRung(OTHER)).toBe(false)
      expect(office.calls.find(callId)).toBe(before)
      socket.close()
      client.close()
    },
  )
})
