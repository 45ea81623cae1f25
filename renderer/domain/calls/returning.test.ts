import { describe, expect, it } from 'vitest'
import { instant, makeCall, makeDesk, makeReturning } from '../../../tests/fakes/snapshots.ts'
import type { DeskSnapshot } from '../../../server/contract/desk.ts'
import type { Effect } from '../model/effects.ts'
import type { UnstampedEvent } from '../model/events.ts'
import { ready, twoCalls, Walk } from '../testing/samples.ts'

const inCall: readonly UnstampedEvent[] = [
  { kind: 'voice-incoming', id: 'in-1', callId: 'call-1', callSid: 'CAagent', from: null },
  { kind: 'answer', callId: 'call-1' },
  { kind: 'voice-opened', id: 'in-1' },
  { kind: 'desk', snapshot: makeDesk({ revision: 2, calls: [makeCall()] }) },
]
const ended = (id: string): UnstampedEvent => ({ kind: 'voice-ended', id, reason: 'failed' })
const tick: UnstampedEvent = { kind: 'tick' }
const registered = (state: 'registering' | 'registered'): UnstampedEvent => ({
  kind: 'voice-registration',
  state,
})

function begin(before: readonly UnstampedEvent[] = inCall): Walk {
  const walk = new Walk()
  walk.go([...ready, ...before])
  return walk
}

/** What a snapshot with these calls makes the voice do, `laterMs` after its own time. */
function tell(
  walk: Walk,
  calls: DeskSnapshot['calls'],
  ...then: readonly UnstampedEvent[]
): readonly string[] {
  const revision = walk.state.link.revision + 1
  const serverTime = new Date(walk.now).toISOString()
  return voice(
    walk.go([{ kind: 'desk', snapshot: makeDesk({ revision, serverTime, calls }) }, ...then]),
  )
}

function voice(effects: readonly Effect[]): readonly string[] {
  return effects.flatMap((effect) => {
    switch (effect.kind) {
      case 'voice-dial':
        return [`dial ${effect.callId}`]
      case 'voice-hang-up':
        return [`hang up ${effect.id}`]
      case 'voice-mute':
        return [`${effect.muted ? 'mute' : 'unmute'} ${effect.id.split('-').slice(0, 3).join('-')}`]
      default:
        return []
    }
  })
}

function legId({ state }: Walk): string {
  return state.call.kind === 'none' ? '' : state.call.id
}

describe('a desk whose customer waits for it connects to the call at once', () => {
  it('when its leg is gone', () => {
    const walk = begin()
    walk.go([ended('in-1')])
    expect(tell(walk, [makeReturning()])).toEqual(['dial call-1'])
    expect(walk.state.call).toMatchObject({ kind: 'connecting', callId: 'call-1', muted: false })
  })

  it('when its leg still seems to be up: that one goes first', () => {
    const walk = begin()
    expect(tell(walk, [makeReturning()])).toEqual(['hang up in-1', 'dial call-1'])
    expect(voice(walk.go([ended('in-1'), tick], 1_000))).toEqual([])
    expect(walk.state.call).toMatchObject({ kind: 'connecting', callId: 'call-1' })
  })

  it('when its page was loaded again meanwhile', () => {
    expect(tell(begin([]), [makeReturning()])).toEqual(['dial call-1'])
  })

  it('as soon as its Device is registered', () => {
    const walk = begin()
    walk.go([ended('in-1'), registered('registering')])
    expect(tell(walk, [makeReturning()])).toEqual([])
    expect(voice(walk.go([registered('registered')]))).toEqual(['dial call-1'])
  })
})

describe('a desk that is on its way back', () => {
  it('connects once, whatever the server then says of the time', () => {
    const walk = begin()
    tell(walk, [makeReturning()])
    walk.go([{ kind: 'voice-opened', id: legId(walk) }])
    expect(tell(walk, [makeReturning({ returnUntil: instant(15_000) })], tick)).toEqual([])
    expect(tell(walk, [makeCall()], tick)).toEqual([])
  })

  it('tries again after a second when it failed, without a notice, until it is too late', () => {
    const walk = begin()
    walk.go([ended('in-1')])
    tell(walk, [makeReturning()])
    for (let attempt = 0; attempt < 11; attempt += 1) {
      expect(voice(walk.go([ended(legId(walk))], 500))).toEqual([])
      expect(voice(walk.go([tick], 500))).toEqual([])
      expect(voice(walk.go([tick]))).toEqual(['dial call-1'])
    }
    walk.go([ended(legId(walk))], 1_000)
    expect(voice(walk.go([tick]))).toEqual([])
    expect(walk.state.notice).toBeNull()
  })

  it('comes back again when it is lost again', () => {
    const walk = begin()
    tell(walk, [makeReturning()])
    walk.go([{ kind: 'voice-opened', id: legId(walk) }])
    tell(walk, [makeCall()])
    walk.now += 60_000
    const until = new Date(walk.now + 12_000).toISOString()
    const before = legId(walk)
    expect(tell(walk, [makeReturning({ returnUntil: until })])).toEqual([
      `hang up ${before}`,
      'dial call-1',
    ])
  })

  it('comes back again when it has not seen that it was back in between', () => {
    const walk = begin()
    tell(walk, [makeReturning()])
    walk.go([{ kind: 'voice-opened', id: legId(walk) }])
    walk.now += 60_000
    const until = new Date(walk.now + 12_000).toISOString()
    expect(tell(walk, [makeReturning({ returnUntil: until })])).toContain('dial call-1')
  })

  it.each([
    ['while its leg was up', [{ kind: 'mute', muted: true }]],
    ['and its leg has gone since', [{ kind: 'mute', muted: true }, ended('in-1')]],
  ] satisfies [string, UnstampedEvent[]][])('is muted, if it was %s', (_when, before) => {
    const walk = begin()
    walk.go(before)
    expect(tell(walk, [makeReturning()])).toContain('mute return-call-1')
    expect(walk.state.call).toMatchObject({ muted: true })
  })

  it('is not muted when it had taken the mute back', () => {
    const walk = begin()
    walk.go([{ kind: 'mute', muted: true }, { kind: 'mute', muted: false }, ended('in-1')])
    expect(tell(walk, [makeReturning()])).toEqual(['dial call-1'])
  })
})

describe('a desk with two calls', () => {
  const both = [makeReturning(), makeReturning({ callId: 'call-2' })]

  it('comes back into both, the one in hand last', () => {
    const walk = begin(twoCalls)
    expect(tell(walk, both)).toEqual([
      'hang up in-1',
      'dial call-1',
      'hang up waiting-call-2',
      'dial call-2',
      'mute return-call-1',
    ])
    expect(walk.state.call).toMatchObject({ callId: 'call-2' })
    expect(walk.state.setAside).toMatchObject({ callId: 'call-1' })
  })

  it('comes back into the one that was lost', () => {
    const walk = begin(twoCalls)
    walk.go([ended('waiting-call-2')])
    expect(tell(walk, [makeCall(), makeReturning({ callId: 'call-2' })])).toEqual([
      'dial call-2',
      'mute in-1',
    ])
    expect(walk.state.setAside).toMatchObject({ callId: 'call-1' })
  })
})

it('an agent who hangs up does not come back', () => {
  const walk = begin()
  walk.go([{ kind: 'hang-up', callId: 'call-1' }, ended('in-1')])
  expect(tell(walk, [makeReturning()], tick)).toEqual([])
})

it('a call that has gone to the queue is left alone', () => {
  const walk = begin()
  walk.go([ended('in-1')])
  walk.now += 60_000
  expect(tell(walk, [makeReturning()], tick)).toEqual([])
  const over = makeCall({ state: { kind: 'ended', at: instant(), reason: 'connection-lost' } })
  expect(tell(walk, [over], tick)).toEqual([])
})
