import { expect, test } from 'vitest'

import type { FrameSource } from './frame.ts'
import { createDtmfDetector, dtmfSource } from './dtmf.ts'
import { toneSource } from './sources.ts'
import { speak } from './speech.ts'
import { samplesSource } from './sources.ts'

function keysIn(source: FrameSource, frames = 1000): string {
  const detector = createDtmfDetector()
  let keys = ''
  for (let i = 0; i < frames; i++) keys += detector.write(source.read()) ?? ''
  return keys
}

function framesIn(source: FrameSource): number {
  let count = 0
  while (source.read()) count++
  return count
}

test('every key that is played is heard, once', () => {
  expect(keysIn(dtmfSource('1234567890*#ABCD'))).toBe('1234567890*#ABCD')
})

test('the same key twice is two keys, and w is a pause', () => {
  expect(keysIn(dtmfSource('55w5'))).toBe('555')
  expect(framesIn(dtmfSource('1w')) - framesIn(dtmfSource('1'))).toBe(25)
})

test('as many keys as a document has room for take no memory before they sound', () => {
  const before = process.memoryUsage().arrayBuffers
  const source = dtmfSource('1w'.repeat(32_000))
  expect(source.read()).not.toBeNull()
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000)
})

test('what is no key makes no sound', () => {
  expect(dtmfSource('x?').read()).toBeNull()
})

test('a single tone and speech are no keys', async () => {
  expect(keysIn(toneSource(697))).toBe('')
  expect(keysIn(samplesSource(await speak('One two three, how are you this morning?')))).toBe('')
})
