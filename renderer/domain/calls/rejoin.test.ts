import { describe, expect, it } from 'vitest'
import { makeAgent, makeCall, makeDesk, makeParty } from '../../../tests/fakes/snapshots.ts'
import type { UnstampedEvent } from '../model/events.ts'
import { ready, twoCalls, Walk } from '../testing/samples.ts'

const desk = (revision: number, ...calls: ReturnType<typeof makeCall>[]): UnstampedEvent => ({
  kind: 'desk',
  snapshot: makeDesk({ revision, calls }),
})
const dial = { kind: 'voice-dial', id: 'rejoin-call-1', callId: 'call-1' }
const registered = (state: 'registering' | 'registered'): UnstampedEvent => ({
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

it('comes back into both calls, the one in hand last', () => {
  const aside = makeCall({
    callId: 'call-0',
    parties: [
      makeParty({ hold: { requested: true, confirmed: true, since: makeDesk().serverTime } }),
      makeAgent(),
    ],
  })
  const walk = new Walk()
  walk.go(ready)
  const dials = (calls: ReturnType<typeof makeCall>[]) =>
    walk.go([desk(1, ...calls)]).filter(({ kind }) => kind === 'voice-dial')
  expect(dials([makeCall(), aside])).toEqual([
    { ...dial, id: 'rejoin-call-0', callId: 'call-0' },
    dial,
  ])
  expect(walk.state.call).toMatchObject({ callId: 'call-1' })
  expect(walk.state.setAside).toMatchObject({ callId: 'call-0' })
})

it('is muted again where the page before was', () => {
  const walk = new Walk()
  walk.go([{ kind: 'page-began', muted: ['call-1'] }, ...ready])
  const effects = walk.go([desk(1, makeCall())])
  expect(effects).toContainEqual({ kind: 'voice-mute', id: dial.id, muted: true })
  expect(walk.state.call).toMatchObject({ muted: true })
  expect(walk.go([{ kind: 'mute', muted: false }])).toContainEqual({
    kind: 'mutes-keep',
    callIds: [],
  })
})

describe('a page that goes', () => {
  const hangUps = (walk: Walk) =>
    walk.go([{ kind: 'page-leaving' }]).filter(({ kind }) => kind === 'voice-hang-up')

  it('leaves its conversations up for the next page', () => {
    const walk = new Walk()
    walk.go([...ready, ...twoCalls])
    expect(hangUps(walk)).toEqual([])
  })

  it('ends what the next page could not take over: a call that is not answered yet', () => {
    const walk = new Walk()
    const state = { kind: 'dialing', since: makeDesk().serverTime } as const
    const call = makeCall({ direction: 'outbound', state })
    walk.go([...ready, desk(1)])
    walk.go([
      { kind: 'dial', target: { kind: 'number', number: '+14155550199' }, callerId: undefined },
    ])
    walk.go([{ kind: 'dial-accepted', callId: 'call-1' }, desk(2, call)])
    const { id } = walk.state.call.kind === 'none' ? { id: '' } : walk.state.call
    walk.go([{ kind: 'voice-opened', id }])
    const effects = walk.go([{ kind: 'page-leaving' }])
    expect(effects).toContainEqual({ kind: 'voice-hang-up', id })
    expect(effects).toContainEqual({ kind: 'command', command: 'hang-up', callId: 'call-1' })
  })

  it('ends one that is being hung up', () => {
    const walk = new Walk()
    walk.go([...ready, ...twoCalls, { kind: 'hang-up', callId: 'call-2' }])
    expect(hangUps(walk)).toEqual([{ kind: 'voice-hang-up', id: 'waiting-call-2' }])
  })
})
