import { expect, test } from 'vitest'

import { FRAME_MS } from './frame.ts'
import type { Frame } from './frame.ts'
import { toneSource } from './sources.ts'
import { createVoiceActivity } from './voice-activity.ts'
import type { SpeechChange } from './voice-activity.ts'

/** What is heard for so many milliseconds; null is silence. */
type Span = readonly [dbfs: number | null, milliseconds: number]

/** The changes, each with the milliseconds at which it was known. */
function heard(...spans: readonly Span[]): [SpeechChange, number][] {
  const activity = createVoiceActivity()
  const changes: [SpeechChange, number][] = []
  let now = 0
  for (const [dbfs, milliseconds] of spans) {
    const tone = dbfs === null ? null : toneSource(400, dbfs)
    for (const end = now + milliseconds; now < end;) {
      const frame: Frame | null = tone?.read() ?? null
      now += FRAME_MS
      const change = activity.write(frame)
      if (change) changes.push([change, now])
    }
  }
  return changes
}

test('speech starts soon and stops after its hangover', () => {
  expect(heard([null, 200], [-20, 1000], [null, 1000])).toEqual([
    ['started', 260],
    ['stopped', 1600],
  ])
})

test('a steady tone is speech that does not stop', () => {
  expect(heard([-20, 10_000])).toEqual([['started', 60]])
})

test.each([
  [
    'a gap between words',
    [
      [-20, 500],
      [null, 380],
      [-20, 500],
    ] as const,
    1,
  ],
  ['the noise of a room', [[-60, 2000]] as const, 0],
  [
    'a click',
    [
      [null, 100],
      [-10, 40],
      [null, 1000],
    ] as const,
    0,
  ],
  ['digital silence', [[null, 2000]] as const, 0],
])('%s changes nothing', (_, spans, changes) => {
  expect(heard(...spans)).toHaveLength(changes)
})

test('speech to which nobody listens any more has stopped, once', () => {
  const activity = createVoiceActivity()
  const tone = toneSource(400)
  for (let i = 0; i < 3; i++) activity.write(tone.read())
  expect([activity.end(), activity.end()]).toEqual(['stopped', null])
})
