import { expect, test } from 'vitest'

import { FRAME_SAMPLES } from './frame.ts'
import type { FrameSource } from './frame.ts'
import { createMeter } from './meter.ts'
import {
  busySource,
  limitedSource,
  ringbackSource,
  samplesSource,
  sequenceSource,
  silenceSource,
  toneSource,
} from './sources.ts'

function listen(source: FrameSource, seconds = 1) {
  const meter = createMeter()
  for (let i = 0; i < seconds * 50; i++) meter.write(source.read())
  return meter.read()
}

function drain(source: FrameSource): number[] {
  const samples: number[] = []
  for (let frame = source.read(); frame; frame = source.read()) samples.push(...frame)
  return samples
}

test.each([
  [440, -20],
  [1000, -6],
  [2000, -40],
])('a tone of %i Hz at %i dBFS measures so', (hz, dbfs) => {
  const heard = listen(toneSource(hz, dbfs))
  expect(heard.hz).toBe(hz)
  expect(heard.dbfs).toBeCloseTo(dbfs, 0)
})

test('silence is -100 dBFS and has no frequency', () => {
  expect(listen(silenceSource())).toEqual({ dbfs: -100, hz: null })
})

test('ringback rings for two of six seconds', () => {
  const source = ringbackSource()
  const seconds = Array.from({ length: 7 }, () => listen(source).dbfs)
  expect(seconds.map((dbfs) => dbfs > -30)).toEqual([true, true, false, false, false, false, true])
})

test('busy beeps twice a second', () => {
  const source = busySource()
  const halves = Array.from({ length: 4 }, () => {
    const frames = Array.from({ length: 25 }, () => source.read())
    return frames.some((frame) => frame?.some((sample) => sample !== 0))
  })
  expect(halves).toEqual([true, false, true, false])
})

test('samples play once, padded to whole frames', () => {
  const samples = Int16Array.from({ length: 200 }, (_, i) => i + 1)
  const played = drain(samplesSource(samples))
  expect(played.slice(0, 200)).toEqual([...samples])
  expect(played.length).toBe(2 * FRAME_SAMPLES)
  expect(played.slice(200).every((sample) => sample === 0)).toBe(true)
})

test('a number of loops leaves no gap between them', () => {
  const samples = Int16Array.from({ length: 100 }, (_, i) => i + 1)
  const played = drain(samplesSource(samples, { loop: 3 }))
  expect(played.slice(0, 300)).toEqual([...samples, ...samples, ...samples])
  expect(played.length).toBe(320)
})

test('an endless loop goes on, an empty one ends', () => {
  const endless = samplesSource(Int16Array.from([7]), { loop: true })
  for (let i = 0; i < 500; i++) expect(endless.read()?.every((sample) => sample === 7)).toBe(true)
  expect(samplesSource(new Int16Array(0), { loop: true }).read()).toBeNull()
})

test('sources follow one another', () => {
  const source = sequenceSource([
    limitedSource(silenceSource(), 0.04),
    limitedSource(toneSource(500), 0.02),
  ])
  const frames = [source.read(), source.read(), source.read(), source.read()]
  expect(frames.map((frame) => frame && frame.some((sample) => sample !== 0))).toEqual([
    false,
    false,
    true,
    null,
  ])
})
