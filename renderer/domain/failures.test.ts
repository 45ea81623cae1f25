import { expect, it } from 'vitest'
import { instant, makeCall, makeDesk, makeWrapUp } from '../../tests/fakes/snapshots.ts'
import type { FailedCommand } from './model/effects.ts'
import type { UnstampedEvent } from './model/events.ts'
import { ready, Walk } from './testing/samples.ts'

const hold = { about: 'party', callId: 'call-1', partyId: 'customer', step: 'hold' } as const
const calling = { kind: 'number', number: '+14155550123' } as const

function desk(revision: number, over: Parameters<typeof makeDesk>[0]): UnstampedEvent {
  return { kind: 'desk', snapshot: makeDesk({ revision, ...over }) }
}

/** What is emitted by the last of the events. */
function failuresAfter(...happened: readonly UnstampedEvent[]): readonly FailedCommand[] {
  const walk = new Walk()
  walk.go([...ready, ...happened.slice(0, -1)])
  const effects = walk.go(happened.slice(-1))
  return effects.flatMap((effect) => (effect.kind === 'command-failed' ? [effect.error] : []))
}

const inCall = desk(2, { calls: [makeCall()] })
const failure = { command: 'transfer', code: 'busy', who: 'Grace', at: instant() } as const
const withFailure = (revision: number) => desk(revision, { calls: [makeCall({ failure })] })

function holdFailed(revision: number, code: 'unreachable' | 'not-confirmed') {
  const hold = { command: 'hold', code, who: null, at: instant(revision) } as const
  return desk(revision, { calls: [makeCall({ failure: hold })] })
}

it.each<[string, readonly UnstampedEvent[], readonly FailedCommand[]]>([
  [
    'a request that the server refused',
    [
      inCall,
      { kind: 'request', request: hold },
      { kind: 'request-settled', request: hold, error: 'internal' },
    ],
    [{ callId: 'call-1', command: 'hold', code: 'refused', who: null }],
  ],
  [
    'what became of a party, told by a snapshot',
    [inCall, withFailure(3)],
    [{ callId: 'call-1', command: 'transfer', code: 'busy', who: 'Grace' }],
  ],
  ['the same again: nothing', [inCall, withFailure(3), withFailure(4)], []],
  [
    'the same hold, which got no answer and is then seen not to have happened: once',
    [inCall, holdFailed(3, 'unreachable'), holdFailed(4, 'not-confirmed')],
    [],
  ],
  [
    'a call that was not placed',
    [
      { kind: 'dial', target: calling, callerId: undefined },
      { kind: 'dial-failed', error: 'unreachable' },
    ],
    [{ callId: null, command: 'place', code: 'unreachable', who: null }],
  ],
  [
    'an activity that was refused',
    [
      { kind: 'set-activity', sid: 'WAunavailable' },
      { kind: 'set-activity-failed', sid: 'WAunavailable' },
    ],
    [{ callId: null, command: 'agent-state', code: 'failed', who: null }],
  ],
  [
    'after-call work that was not taken',
    [
      desk(2, { wrapUps: [makeWrapUp()] }),
      { kind: 'complete-wrap-up', callId: 'call-1', draft: { dispositionId: null, notes: '' } },
      { kind: 'wrap-up-failed', callId: 'call-1', error: 'internal' },
    ],
    [{ callId: 'call-1', command: 'after-call', code: 'refused', who: null }],
  ],
])('%s', (_what, happened, failures) => {
  expect(failuresAfter(...happened)).toEqual(failures)
})
