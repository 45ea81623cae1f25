import { describe, expect, it } from 'vitest'
import { delayUntil, firstHeard, heardFor, inWords, lastHeard, readTimeline } from './timeline.ts'
import { makeTone, RATE } from './tones.ts'
import type { Tone } from './tones.ts'
import { readWav, writeWav } from './wav.ts'

const silence = (ms: number) => new Int16Array((RATE * ms) / 1000)
const tone = (which: Tone, ms: number) => makeTone(which, 5).slice(0, (RATE * ms) / 1000)

function joined(...parts: readonly Int16Array[]): Int16Array {
  return Int16Array.from(parts.flatMap((part) => Array.from(part)))
}

function mixed(one: Int16Array, two: Int16Array): Int16Array {
  return one.map((sample, at) => sample + (two[at] ?? 0))
}

/** The same on two channels, one after the other. */
function interleave(left: Int16Array, right: Int16Array): Buffer {
  const file = writeWav(
    Int16Array.from([...left].flatMap((sample, at) => [sample, right[at] ?? 0])),
  )
  file.writeUInt16LE(2, 22)
  file.writeUInt32LE(RATE * 4, 28)
  file.writeUInt16LE(4, 32)
  return file
}

describe('the time line of a recording', () => {
  it('tells music, a pause and the voice of an agent apart', () => {
    const recording = joined(tone('music', 1000), silence(300), tone('agent', 700))
    expect(readTimeline(readWav(writeWav(recording)))).toEqual([
      { sound: 'music', fromMs: 0, toMs: 1000 },
      { sound: 'silence', fromMs: 1000, toMs: 1300 },
      { sound: 'agent', fromMs: 1300, toMs: 2000 },
    ])
  })

  it.each<Tone>(['music', 'announcement', 'agent', 'customer'])(
    'knows the tone %s alone',
    (which) => {
      expect(readTimeline([tone(which, 500)])).toEqual([{ sound: which, fromMs: 0, toMs: 500 }])
    },
  )

  it('hears two who sound at the same time', () => {
    const both = mixed(tone('announcement', 1000), joined(silence(500), tone('agent', 500)))
    expect(readTimeline([both])).toEqual([
      { sound: 'announcement', fromMs: 0, toMs: 1000 },
      { sound: 'agent', fromMs: 500, toMs: 1000 },
    ])
  })

  it('reads both channels of a recording of two', () => {
    const file = interleave(tone('customer', 600), joined(silence(200), tone('agent', 400)))
    expect(readTimeline(readWav(file))).toEqual([
      { sound: 'customer', fromMs: 0, toMs: 600 },
      { sound: 'agent', fromMs: 200, toMs: 600 },
    ])
  })

  it('takes a lost packet for no gap, and a click for no sound', () => {
    const recording = joined(tone('music', 400), silence(40), tone('music', 400), silence(300))
    const clicked = joined(recording, tone('agent', 20), silence(300))
    expect(readTimeline([clicked]).map(({ sound }) => sound)).toEqual(['music', 'silence'])
  })

  it('takes a sound that nobody sends for another sound, and line noise for silence', () => {
    const noise = Int16Array.from({ length: RATE }, (_, at) => ((at * 7919) % 200) - 100)
    const other = Int16Array.from({ length: RATE }, (_, at) =>
      Math.round(8000 * Math.sin((2 * Math.PI * 300 * at) / RATE)),
    )
    expect(readTimeline([noise])).toEqual([{ sound: 'silence', fromMs: 0, toMs: 1000 }])
    expect(readTimeline([other])).toEqual([{ sound: 'other', fromMs: 0, toMs: 1000 }])
  })

  it('refuses what is not a recording', () => {
    expect(() => readWav(Buffer.from('<html>not found</html>'))).toThrow('not a WAV file')
  })
})

describe('what was heard', () => {
  const timeline = readTimeline([joined(tone('music', 1000), silence(200), tone('music', 400))])

  it('is found before and after an instant', () => {
    expect(firstHeard(timeline, 'music')).toBe(0)
    expect(firstHeard(timeline, 'music', 1100)).toBe(1200)
    expect(firstHeard(timeline, 'music', 500)).toBe(500)
    expect(firstHeard(timeline, 'agent')).toBe(null)
    expect(lastHeard(timeline, 'music', 1100)).toBe(1000)
    expect(lastHeard(timeline, 'agent')).toBe(null)
  })

  it('is measured between two instants', () => {
    expect(heardFor(timeline, 'music')).toBe(1400)
    expect(heardFor(timeline, 'music', [900, 1300])).toBe(200)
  })

  it('is timed from a request, although the two clocks differ a little', () => {
    expect(delayUntil(timeline, 'music', 900)).toBe(300)
    expect(delayUntil(timeline, 'music', 1230)).toBe(0)
    expect(delayUntil(timeline, 'music', 1700)).toBe(null)
    expect(delayUntil(timeline, 'agent', 0)).toBe(null)
  })

  it('is said in words', () => {
    expect(inWords(timeline)).toBe('music 0.0-1.0 s, silence 1.0-1.2 s, music 1.2-1.6 s')
    expect(inWords([])).toBe('nothing')
  })
})
