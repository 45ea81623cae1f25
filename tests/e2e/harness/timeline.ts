import { test } from '@playwright/test'
import type { Phone } from './phones.ts'
import { MUSIC_HZ } from './hearing.ts'
import { readWav, toneShare } from './sound.ts'

/** What a phone hears from `fromSeconds` until the next sound begins. */
export interface SoundHeard {
  readonly sound: 'silence' | 'music' | 'voice'
  readonly fromSeconds: number
}

const STEP_SECONDS = 0.05
const WINDOW_SECONDS = 0.1
const SILENT_RMS = 0.003
const SHORTEST_STEPS = 4
/** A pause between two words is no silence. */
const LONGEST_PAUSE_STEPS = 12

/** How long the phone has been in its call, in seconds of what it heard. */
export async function readHeardSeconds(phone: Phone): Promise<number> {
  const { samples, rate } = readWav(await phone.heardWav())
  return samples.length / rate
}

/** What the phone has heard since that second of its call, one sound after another. */
export async function hearSince(phone: Phone, second: number): Promise<readonly SoundHeard[]> {
  const { samples, rate } = readWav(await phone.heardWav())
  const since = samples.subarray(Math.round(second * rate))
  const window = WINDOW_SECONDS * rate
  const step = STEP_SECONDS * rate
  const steps = Math.max(0, Math.floor((since.length - window) / step) + 1)
  const all = Array.from({ length: steps }, (_, at) =>
    nameSound(since.subarray(at * step, at * step + window), rate),
  )
  return joinSounds(all)
}

function nameSound(samples: Float64Array, rate: number): SoundHeard['sound'] {
  const energy = samples.reduce((sum, sample) => sum + sample * sample, 0)
  if (Math.sqrt(energy / samples.length) < SILENT_RMS) return 'silence'
  const share = MUSIC_HZ.reduce((sum, hz) => sum + toneShare(samples, hz, rate), 0)
  return share > 0.6 ? 'music' : 'voice'
}

/** Leaves out what is too short to be a sound of its own. */
function joinSounds(all: readonly SoundHeard['sound'][]): SoundHeard[] {
  const runs: { sound: SoundHeard['sound']; from: number; to: number }[] = []
  for (let from = 0; from < all.length;) {
    const sound = all[from] ?? 'silence'
    let to = from
    while (all[to] === sound) to += 1
    const before = runs.at(-1)
    // Where two notes meet, neither is clear.
    if (to - from > SHORTEST_STEPS) {
      if (before?.sound === sound) before.to = to
      else runs.push({ sound, from, to })
    }
    from = to
  }
  return runs
    .filter(({ sound, from, to }) => sound !== 'silence' || to - from > LONGEST_PAUSE_STEPS)
    .map(({ sound, from }) => ({ sound, fromSeconds: Number((from * STEP_SECONDS).toFixed(2)) }))
    .filter(({ sound }, at, kept) => kept[at - 1]?.sound !== sound)
}

/** What was heard, without the silence between. */
export function listSounds(heard: readonly SoundHeard[]): readonly SoundHeard['sound'][] {
  const sounds = heard.map(({ sound }) => sound).filter((sound) => sound !== 'silence')
  return sounds.filter((sound, at) => sound !== sounds[at - 1])
}

/** What was measured stands in the report of the test, and in its output. */
export function report(what: string, measured: unknown): void {
  const description = `${what}: ${JSON.stringify(measured)}`
  test.info().annotations.push({ type: 'measured', description })
  process.stdout.write(`${description}\n`)
}
