import { expect, it } from 'vitest'
import { makeCall, makeDesk } from '../../tests/fakes/snapshots.ts'
import type { Happening } from './events.ts'
import { ready, Walk } from './testing/samples.ts'

const desk = (revision: number, ...calls: ReturnType<typeof makeCall>[]): Happening => ({
  kind: 'desk',
  snapshot: makeDesk({ revision, calls }),
})
const dial = { kind: 'voice-dial', id: 'rejoin-call-1', callId: 'call-1' }
const registered = (state: 'registering' | 'registered'): Happening => ({
  kind: 'voice-registration',
  state,
})

it('a page that finds its desk in a conversation joins it, once', () => {
  const walk = new Walk()
  walk.go(ready)
  expect(walk.go([desk(1, makeCall())])).toContainEqual(dial)
  expect(walk.state.call).toMatchObject({ kind: 'connecting', callId: 'call-1' })
  expect(walk.go([desk(2, makeCall()), { kind: 'tick' }])).not.toContainEqual(dial)
})

it('waits for the Device', () => {
  const walk = new Walk()
  walk.go([...ready, registered('registering')])
  expect(walk.go([desk(1, makeCall())])).not.toContainEqual(dial)
  expect(walk.go([registered('registered')])).toContainEqual(dial)
})

it('a conversation that began under its eyes, and whose leg has ended, is left alone', () => {
  const walk = new Walk()
  walk.go([...ready, desk(1)])
  expect(walk.go([desk(2, makeCall()), { kind: 'tick' }])).not.toContainEqual(dial)
})
