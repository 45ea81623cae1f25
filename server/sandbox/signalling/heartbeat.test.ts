import { expect, test } from 'vitest'

import { createManualClock } from '../network/testing/manual-clock.ts'
import { startHeartbeat } from './heartbeat.ts'

function beating() {
  const clock = createManualClock()
  const seen = { beats: 0, lost: 0 }
  const heartbeat = startHeartbeat(
    clock,
    (beat) => {
      expect(beat).toBe('\n')
      seen.beats++
    },
    () => seen.lost++,
  )
  return { clock, seen, heartbeat }
}

test('beats every ten seconds while the Device echoes', () => {
  const { clock, seen, heartbeat } = beating()
  for (let i = 0; i < 6; i++) {
    clock.advance(10_000)
    expect(heartbeat.onFrame('\n')).toBe(true)
  }
  expect(seen).toEqual({ beats: 6, lost: 0 })
})

test('a Device that says nothing for three beats is lost', () => {
  const { clock, seen } = beating()
  clock.advance(39_999)
  expect(seen).toEqual({ beats: 3, lost: 0 })
  clock.advance(1)
  expect(seen).toEqual({ beats: 3, lost: 1 })
})

test('any message counts as life, and is no echo', () => {
  const { clock, seen, heartbeat } = beating()
  clock.advance(30_000)
  expect(heartbeat.onFrame('{"type":"register"}')).toBe(false)
  clock.advance(30_000)
  expect(seen.lost).toBe(0)
  heartbeat.stop()
  clock.advance(100_000)
  expect(seen.lost).toBe(0)
})
