import { array, assert, constantFrom, property, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { selectView } from '../stores/select-view.ts'
import { isRinging, isTalking } from './calls/local-call.ts'
import type { UnstampedEvent } from './model/events.ts'
import { isHangingUp, legsOf, waitingCall } from './calls/second-call.ts'
import type { State } from './model/state.ts'
import { agent, happenings, ready, twoCalls, Walk } from './testing/samples.ts'
import { Watch } from './testing/watch.ts'

const anyStory = array(
  tuple(constantFrom(...happenings), constantFrom(0, 50, 1_000, 8_000, 40_000)),
  { maxLength: 60, size: 'max' },
)

/** What comes to pass with two calls at a desk, and little else. */
const ofTwoCalls = new Set([
  'answer',
  'desk',
  'hang-up',
  'mute',
  'request',
  'request-settled',
  'tick',
])
const storyOfTwoCalls = array(
  tuple(
    constantFrom(
      ...happenings.filter(({ kind }) => ofTwoCalls.has(kind) || kind.startsWith('voice-')),
    ),
    constantFrom(0, 50, 8_000),
  ),
  { maxLength: 40, size: 'max' },
)

/** A desk that is ready, and one that watches what it asks for. */
function begin(before: readonly UnstampedEvent[] = []) {
  const desk = { walk: new Walk(), watch: new Watch() }
  desk.watch.see(desk.walk.go(ready))
  for (const happening of before) happen(desk, happening, 0)
  return desk
}

/** A page that had nobody to restore. */
function signedOut(): Walk {
  const walk = new Walk()
  walk.go([{ kind: 'session-failed', during: 'restore', error: 'signed-out', retryAfterMs: null }])
  return walk
}

/** Lets one thing happen, telling the watch which SDK calls there are. */
function happen(
  { walk, watch }: { walk: Walk; watch: Watch },
  happening: UnstampedEvent,
  stepMs: number,
) {
  if (happening.kind === 'voice-incoming') watch.alive.add(happening.id)
  if (happening.kind === 'voice-ended') {
    watch.alive.delete(happening.id)
    watch.muted.delete(happening.id)
  }
  watch.see(walk.go([happening], stepMs))
}

/** A call is offered that no leg rings for, and that was not declined. */
function waits(state: State): boolean {
  const waiting = state.call.kind === 'incoming' ? null : waitingCall(state)
  return waiting !== null && !isHangingUp(state, waiting.callId)
}

describe('the transition', () => {
  it('is total: every event in every state that any two events lead to', () => {
    for (const base of [[], ready]) {
      for (const first of happenings) {
        for (const second of happenings) {
          const walk = new Walk()
          walk.go([...base, first, second])
          expect(selectView(walk.state).stage.kind).toMatch(/idle|ringing|call|wrap-up/)
        }
      }
    }
  })

  it('is pure: the same story twice gives the same state and effects', () => {
    assert(
      property(anyStory, (story) => {
        const [one, two] = [new Walk(), new Walk()]
        for (const [happening, stepMs] of story) {
          one.go([happening], stepMs)
          two.go([happening], stepMs)
        }
        expect(one.state).toEqual(two.state)
        expect(one.effects).toEqual(two.effects)
      }),
      { numRuns: 50 },
    )
  })

  it('rings and notifies exactly while a call can be answered', () => {
    assert(
      property(anyStory, (story) => {
        const desk = begin()
        for (const [happening, stepMs] of story) {
          happen(desk, happening, stepMs)
          const { state } = desk.walk
          const alone = state.call.kind === 'none' && waits(state)
          expect(desk.watch.ringing).toBe(isRinging(state.call) || alone)
          expect(desk.watch.shown.size).toBe(isRinging(state.call) || waits(state) ? 1 : 0)
        }
      }),
    )
  })

  it('holds the microphone open only while a call is about to need it', () => {
    assert(
      property(anyStory, (story) => {
        const desk = begin()
        for (const [happening, stepMs] of story) {
          happen(desk, happening, stepMs)
          const { state } = desk.walk
          const coming =
            legsOf(state).some(({ kind }) => ['incoming', 'connecting'].includes(kind)) ||
            state.dial.kind === 'asking' ||
            waits(state)
          expect(desk.watch.warm && !coming).toBe(false)
        }
      }),
    )
  })

  const another = {
    kind: 'start',
    demo: 'ada',
    server: { url: 'http://127.0.0.1:4400', decidedBy: 'agent' },
  } as const

  it('leaves a signed-in desk and its legs as they are when it is started again', () => {
    const { walk } = begin()
    const before = walk.state
    expect(walk.go([another])).toEqual([])
    expect(walk.state).toBe(before)
  })

  it.each([
    ['at its first start, long after the page', signedOut()],
    ['after its agent has left', begin([{ kind: 'sign-out' }]).walk],
  ])('starts at the server that was chosen, %s', (_when, walk) => {
    walk.go([{ kind: 'tick' }], 60_000)
    expect(walk.go([another])).toContainEqual(
      expect.objectContaining({ kind: 'session-sign-in-demo', username: 'ada' }),
    )
  })

  it('starts nothing twice, and asks nothing of a call that it does not have', () => {
    assert(
      property(anyStory, (story) => {
        const desk = begin()
        for (const [happening, stepMs] of story) happen(desk, happening, stepMs)
        expect(desk.watch.wrong).toEqual([])
      }),
    )
  })

  it('lets one conversation hear the agent at most, and none that the agent is muted for', () => {
    assert(
      property(storyOfTwoCalls, (story) => {
        const desk = begin(twoCalls)
        for (const [happening, stepMs] of story) {
          happen(desk, happening, stepMs)
          const { state } = desk.walk
          for (const leg of legsOf(state)) {
            const silent = leg === state.setAside || (isTalking(leg) && leg.muted)
            expect(desk.watch.muted.has(leg.id)).toBe(silent)
          }
        }
      }),
    )
  })

  it('puts a call aside only for another, and never the same one', () => {
    assert(
      property(storyOfTwoCalls, (story) => {
        const desk = begin(twoCalls)
        for (const [happening, stepMs] of story) {
          happen(desk, happening, stepMs)
          const { state } = desk.walk
          if (state.setAside.kind === 'none') continue
          expect([isTalking(state.setAside), isTalking(state.call)]).toEqual([true, true])
          expect(state.setAside.id).not.toBe(state.call.kind === 'none' ? null : state.call.id)
        }
      }),
    )
  })

  it('keeps nothing of a session that has ended', () => {
    const fresh = new Walk()
    fresh.go([...ready, { kind: 'sign-out' }])
    const { link, access, device, worker, call, setAside, commands, drafts, notice } = fresh.state
    assert(
      property(anyStory, (story) => {
        const { walk } = begin()
        for (const [happening, stepMs] of story) walk.go([happening], stepMs)
        walk.go([
          { kind: 'session-established', agent, expiresAt: walk.now, remembered: true },
          { kind: 'sign-out' },
        ])
        expect(walk.state).toMatchObject({
          session: { kind: 'signed-out' },
          link,
          access,
          device,
          worker,
          call,
          setAside,
          commands,
          drafts,
          notice,
        })
      }),
      { numRuns: 50 },
    )
  })

  it('never goes a whole lease without telling the server how it is', () => {
    const { walk } = begin()
    const minute = Array.from({ length: 60 }, (): UnstampedEvent => ({ kind: 'tick' }))
    const reports = walk.go(minute, 1_000).filter((effect) => effect.kind === 'server-report')
    expect(reports.length).toBeGreaterThanOrEqual(11)
  })
})
