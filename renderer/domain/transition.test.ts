import { array, assert, constantFrom, property, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { selectView } from '../stores/select-view.ts'
import { isRinging } from './call.ts'
import type { Happening } from './events.ts'
import { agent, happenings, ready, Walk } from './testing/samples.ts'
import { Watch } from './testing/watch.ts'

const anyStory = array(
  tuple(constantFrom(...happenings), constantFrom(0, 50, 1_000, 8_000, 40_000)),
  { maxLength: 60, size: 'max' },
)

/** A desk that is ready, and one that watches what it asks for. */
function begin() {
  const walk = new Walk()
  const watch = new Watch()
  watch.see(walk.go(ready))
  return { walk, watch }
}

/** Lets one thing happen, telling the watch which SDK calls there are. */
function happen({ walk, watch }: ReturnType<typeof begin>, happening: Happening, stepMs: number) {
  if (happening.kind === 'voice-incoming') watch.alive.add(happening.id)
  if (happening.kind === 'voice-ended') watch.alive.delete(happening.id)
  watch.see(walk.go([happening], stepMs))
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
          expect(desk.watch.ringing).toBe(isRinging(desk.walk.state.call))
          expect(desk.watch.shown.size).toBe(desk.watch.ringing ? 1 : 0)
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
          const { call, dial } = desk.walk.state
          const coming = ['incoming', 'connecting'].includes(call.kind) || dial.kind === 'asking'
          expect(desk.watch.warm && !coming).toBe(false)
        }
      }),
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

  it('keeps nothing of a session that has ended', () => {
    const fresh = new Walk()
    fresh.go([...ready, { kind: 'sign-out' }])
    const { link, access, device, worker, call, commands, drafts, notice } = fresh.state
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
    const minute = Array.from({ length: 60 }, (): Happening => ({ kind: 'tick' }))
    const reports = walk.go(minute, 1_000).filter((effect) => effect.kind === 'server-report')
    expect(reports.length).toBeGreaterThanOrEqual(11)
  })
})
