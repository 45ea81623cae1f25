import { expect, it } from 'vitest'
import { Emitter } from '../testing/emitter.ts'
import { openRealtime, type RealtimeDeps } from './realtime.ts'

class StubSocket extends Emitter {
  connected = false
  active = false
  attempts = 0
  connect() {
    this.attempts += 1
  }
  disconnect() {}
  removeAllListeners() {}
}

function opened() {
  const socket = new StubSocket()
  const pauses: number[] = []
  let auth: unknown = null
  let waiting: (() => void) | null = null
  const parts: RealtimeDeps = {
    // The cast: as much of the socket as is used here.
    openSocket: ((
      _origin: unknown,
      options: { auth: (give: (given: unknown) => void) => void },
    ) => {
      options.auth((given) => {
        auth = given
      })
      return socket
    }) as unknown as RealtimeDeps['openSocket'],
    after(milliseconds, run) {
      pauses.push(milliseconds)
      waiting = run
      return () => {
        waiting = null
      }
    },
  }
  const realtime = openRealtime(
    '',
    () => 'token',
    () => undefined,
    parts,
  )
  realtime.connect()
  return { socket, pauses, realtime, auth, pass: () => waiting?.() }
}

it('asks less and less often to be let in by a server that answers with some error', () => {
  const { socket, pauses, pass } = opened()
  for (let time = 0; time < 9; time += 1) {
    socket.emit('connect_error', new Error('internal'))
    expect(socket.attempts).toBe(1 + time)
    pass()
  }
  expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
  socket.emit('connect')
  socket.emit('connect_error', new Error('internal'))
  expect(pauses.at(-1)).toBe(500)
})

it('asks no more once it is closed', () => {
  const { socket, realtime, pass } = opened()
  socket.emit('connect_error', new Error('internal'))
  realtime.close()
  pass()
  expect(socket.attempts).toBe(1)
})

it('says that it gives signs of life, and gives one whenever it is asked', () => {
  const { auth, socket } = opened()
  expect(auth).toMatchObject({ token: 'token', givesSigns: true })
  let signs = 0
  for (let time = 0; time < 2; time += 1) socket.emit('sign', () => (signs += 1))
  expect(signs).toBe(2)
})
