import { loudnessAt, RATE, TONES } from './tones.ts'
import type { Tone } from './tones.ts'

/** `other` is a sound that none of the parties sends: Twilio's own music, ringing, a voice. */
export type Sound = Tone | 'other' | 'silence'

/** A sound from one instant of the recording to another. Two tones at the same time are two spans. */
export interface Span {
  readonly sound: Sound
  readonly fromMs: number
  readonly toMs: number
}

const WINDOW_MS = 20
const WINDOW = (RATE * WINDOW_MS) / 1000
/** Quieter is line noise, and what the codec adds to a tone. */
const QUIET = 500
/** A tone has this share of the energy at least, or another tone is there as well. */
const SHARE = 0.15
/** Shorter gaps are lost packets, shorter sounds are clicks. */
const SHORTEST_MS = 60

const tones: readonly Tone[] = ['music', 'announcement', 'agent', 'customer']

/** What sounds when in a recording of one or more channels, which are read together. In order of the beginnings. */
export function readTimeline(channels: readonly Int16Array[]): readonly Span[] {
  const windows = Math.floor(Math.max(0, ...channels.map(({ length }) => length)) / WINDOW)
  const heard = Array.from({ length: windows }, (_, at) => {
    const found = channels.flatMap((samples) =>
      soundsIn(samples.slice(at * WINDOW, (at + 1) * WINDOW)),
    )
    return new Set<Sound>(found.length === 0 ? ['silence'] : found)
  })
  const kinds: readonly Sound[] = [...tones, 'other', 'silence']
  return kinds
    .flatMap((sound) => spansOf(sound, heard))
    .toSorted((one, two) => one.fromMs - two.fromMs)
}

function soundsIn(samples: Int16Array): readonly Sound[] {
  if (samples.length === 0) return []
  const energy = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
  if (energy < (QUIET * QUIET) / 2) return []
  const found = tones.filter((tone) => {
    const loudness = loudnessAt(samples, TONES[tone])
    return loudness > QUIET && (loudness * loudness) / 2 > SHARE * energy
  })
  return found.length === 0 ? ['other'] : found
}

function spansOf(sound: Sound, heard: readonly ReadonlySet<Sound>[]): readonly Span[] {
  const spans: Span[] = []
  heard.forEach((sounds, at) => {
    if (!sounds.has(sound)) return
    const [fromMs, toMs] = [at * WINDOW_MS, (at + 1) * WINDOW_MS]
    const last = spans.at(-1)
    if (last !== undefined && fromMs - last.toMs < SHORTEST_MS) {
      spans[spans.length - 1] = { ...last, toMs }
    } else {
      spans.push({ sound, fromMs, toMs })
    }
  })
  return spans.filter(({ fromMs, toMs }) => toMs - fromMs >= SHORTEST_MS)
}

/** When a sound is first heard, ms from the beginning of the recording or from `afterMs`; null: never. */
export function firstHeard(timeline: readonly Span[], sound: Sound, afterMs = 0): number | null {
  const found = timeline.find((span) => span.sound === sound && span.toMs > afterMs)
  return found === undefined ? null : Math.max(found.fromMs, afterMs)
}

/** The clock of a recording and ours differ by about as much as a request takes. */
const SKEW_MS = 400

/** From an instant of our clock, such as a request, until a sound begins, ms; null: it does not. */
export function delayUntil(
  timeline: readonly Span[],
  sound: Sound,
  sinceMs: number,
): number | null {
  const found = timeline.find((span) => span.sound === sound && span.fromMs > sinceMs - SKEW_MS)
  return found === undefined ? null : Math.max(0, found.fromMs - sinceMs)
}

/** When a sound is last heard before an instant; null: never. */
export function lastHeard(
  timeline: readonly Span[],
  sound: Sound,
  beforeMs = Infinity,
): number | null {
  const ends = timeline
    .filter((span) => span.sound === sound && span.fromMs < beforeMs)
    .map(({ toMs }) => Math.min(toMs, beforeMs))
  return ends.length === 0 ? null : Math.max(...ends)
}

/** How long a sound is heard between two instants, ms. */
export function heardFor(
  timeline: readonly Span[],
  sound: Sound,
  [fromMs, toMs]: readonly [number, number] = [0, Infinity],
): number {
  return timeline
    .filter((span) => span.sound === sound)
    .reduce(
      (sum, span) => sum + Math.max(0, Math.min(span.toMs, toMs) - Math.max(span.fromMs, fromMs)),
      0,
    )
}

const seconds = (ms: number) => (ms / 1000).toFixed(1)

/** The sounds in words: `music 0.0-5.1 s, silence 5.1-5.4 s`. */
export function inWords(timeline: readonly Span[]): string {
  const parts = timeline.map(
    ({ sound, fromMs, toMs }) => `${sound} ${seconds(fromMs)}-${seconds(toMs)} s`,
  )
  return parts.length === 0 ? 'nothing' : parts.join(', ')
}
