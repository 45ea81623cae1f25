import { array, assert, constantFrom, property, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeDesk } from '../../../tests/fakes/snapshots.ts'
import type { UnstampedEvent } from '../model/events.ts'
import { isAnswered, isSameSubject } from './request.ts'
import { happenings, ready, Walk } from '../testing/samples.ts'

/** Stories of one conversation, told to a desk that stays signed in. */
const ofConversations = new Set([
  'desk',
  'request',
  'request-settled',
  'voice-ended',
  'hang-up',
  'tick',
])
const anyStory = array(
  tuple(
    constantFrom(...happenings.filter(({ kind }) => ofConversations.has(kind))),
    constantFrom(0, 50, 1_000, 8_000),
  ),
  { maxLength: 60, size: 'max' },
)

function tell(
  story: readonly (readonly [UnstampedEvent, number])[],
  see: (walk: Walk) => void,
): Walk {
  const walk = new Walk()
  walk.go(ready)
  for (const [happening, stepMs] of story) {
    walk.go([happening], stepMs)
    see(walk)
  }
  return walk
}

describe('what was asked about a conversation', () => {
  it('is one thing at a time for each subject', () => {
    assert(
      property(anyStory, (story) => {
        tell(story, ({ state }) => {
          const asked = state.requests.map(({ request }) => request)
          const alike = asked.filter((one) =>
            asked.some((it) => it !== one && isSameSubject(it, one)),
          )
          expect(alike).toEqual([])
        })
      }),
    )
  })

  it('is never shown as asked once a snapshot has answered it', () => {
    assert(
      property(anyStory, (story) => {
        tell(story, ({ state }) => {
          for (const pending of state.requests) {
            const { callId } = pending.request
            const call = state.link.desk?.calls.find((item) => item.callId === callId)
            expect(call?.state.kind).not.toBe('ended')
            const { request } = pending
            const otherId = 'otherCallId' in request ? request.otherCallId : null
            const other = state.link.desk?.calls.find((item) => item.callId === otherId)
            const fresh = call === undefined || call === pending.before || pending.settled
            expect(!fresh && isAnswered(pending, call, other ?? null)).toBe(false)
          }
        })
      }),
    )
  })

  it('is forgotten in the end, whatever happened', () => {
    assert(
      property(anyStory, (story) => {
        const walk = tell(story, () => undefined)
        walk.now += 20_000
        walk.go([{ kind: 'tick' }])
        expect(walk.state.requests).toEqual([])
      }),
    )
  })

  it('goes with the conversation', () => {
    assert(
      property(anyStory, (story) => {
        const walk = tell(story, () => undefined)
        walk.go([{ kind: 'desk', snapshot: makeDesk({ revision: 99 }) }])
        expect(walk.state.requests).toEqual([])
      }),
    )
  })

  it('never keeps the agent from hanging up', () => {
    assert(
      property(anyStory, (story) => {
        const walk = tell(story, () => undefined)
        walk.go([{ kind: 'hang-up', callId: 'call-1' }])
        walk.now += 1_500
        walk.go([{ kind: 'tick' }])
        const asked = walk.state.commands.hangUps['call-1']
        expect(asked?.localDone).toBe(true)
      }),
    )
  })
})
