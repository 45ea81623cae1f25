import { beforeEach, expect, it } from 'vitest'
import type { VoiceEvent } from '../../domain/model/events.ts'
import { Legs } from './legs.ts'
import { PeerConnections } from './peer-connections.ts'
import { StubCall } from './testing/sdk-stubs.ts'
import { StubConnection, StubTones, stubConnections } from './testing/tone-stubs.ts'

let call: StubCall
let tones: StubTones
let told: VoiceEvent[]
let legs: Legs

beforeEach(() => {
  call = new StubCall()
  tones = new StubTones()
  told = []
  legs = new Legs({
    emit: (event) => told.push(event),
    onOver: () => undefined,
    sound: { wake: () => undefined, rest: () => undefined },
    clock: { after: () => () => undefined },
  })
  legs.add('a', { call, connections: connectedBy(tones) })
})

/** What a Device has after its SDK has made a connection. */
function connectedBy(sender: StubTones): PeerConnections {
  const connections = new PeerConnections(stubConnections(sender))
  const made = new connections.Class()
  if (made.connectionState !== 'connected') throw new Error('The connection is not up.')
  return connections
}

const fate = (keys: string, became: 'sent' | 'lost') => ({
  kind: 'voice-keys',
  id: 'a',
  keys,
  became,
})

it('sends one string of keys after the other, and tells when they are out', () => {
  for (const key of '123') legs.sendDigits('a', key)
  tones.say('1', '', '2', '3', '')
  expect(call.did).toEqual(['digits:1', 'digits:23'])
  expect(told).toEqual([fate('1', 'sent'), fate('2', 'sent'), fate('3', 'sent')])
})

it('has the keys of two calls go beside each other', () => {
  const [other, others] = [new StubCall(), new StubTones()]
  legs.add('b', { call: other, connections: connectedBy(others) })
  legs.sendDigits('a', '1')
  legs.sendDigits('b', '2')
  others.say('2', '')
  expect([call.did, other.did]).toEqual([['digits:1'], ['digits:2']])
  expect(told).toEqual([{ ...fate('2', 'sent'), id: 'b' }])
})

it('tells first that keys are lost which are not out when the link breaks', () => {
  legs.sendDigits('a', '1')
  legs.sendDigits('a', '2')
  call.emit('reconnecting', { code: 53405 })
  expect(told).toEqual([fate('12', 'lost'), { kind: 'voice-reconnecting', id: 'a' }])
})

it('stops keys on request, and goes on with those that come later', () => {
  legs.sendDigits('a', '12')
  tones.say('1')
  legs.stopKeys('a')
  legs.sendDigits('a', '3')
  tones.say('3', '')
  expect(told).toEqual([fate('12', 'lost'), fate('3', 'sent')])
  expect([call.did, tones.did]).toEqual([['digits:12', 'digits:3'], ['insert:']])
})

it('does not take a call for failed whose keys the SDK could not send', async () => {
  call.onDigits = () => void call.emit('error', { code: 31005 })
  legs.sendDigits('a', '1')
  call.disconnect()
  await Promise.resolve()
  expect(told).toEqual([fate('1', 'lost'), { kind: 'voice-ended', id: 'a', reason: 'remote' }])
})

it('tells nothing more about the keys of a call that is over', () => {
  legs.sendDigits('a', '1')
  legs.hangUp('a')
  tones.say('1', '')
  expect(told.map(({ kind }) => kind)).toEqual(['voice-ended'])
  expect(tones.listeners).toBe(0)
})

it('opens a leg when sound can pass, and once', () => {
  const made: StubConnection[] = []
  const connections = new PeerConnections(
    class extends StubConnection {
      constructor() {
        super()
        this.connectionState = 'connecting'
        made.push(this)
      }
    },
  )
  const other = new StubCall()
  legs.add('b', { call: other, connections })
  expect(new connections.Class().connectionState).toBe('connecting')
  other.emit('accept')
  made[0]?.becomes('connecting')
  expect(told).toEqual([])
  for (const state of ['connected', 'disconnected', 'connected']) made[0]?.becomes(state)
  expect(told).toEqual([{ kind: 'voice-opened', id: 'b' }])
})

it('opens no leg that was hung up before', () => {
  const connections = new PeerConnections(StubConnection)
  const made = new connections.Class()
  if (!(made instanceof StubConnection)) throw new Error('The connection is another one.')
  made.becomes('connecting')
  const other = new StubCall()
  legs.add('b', { call: other, connections })
  other.emit('accept')
  legs.hangUp('b')
  made.becomes('connected')
  expect(told.map(({ kind }) => kind)).toEqual(['voice-ended'])
})
