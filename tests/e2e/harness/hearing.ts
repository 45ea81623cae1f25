import { expect } from '@playwright/test'
import type { Phone } from './phones.ts'
import { readWav, strangeness, toneShare } from './sound.ts'

const RATE = 8000

/** The sandbox's stand-in for Twilio's own music: these notes, half a second each, dying away. */
const NOTES_HZ = [262, 330, 392, 523, 392, 330]
export const MUSIC_HZ: readonly number[] = [...new Set(NOTES_HZ)]
const NOTE_SAMPLES = RATE / 2

const music = Float64Array.from({ length: NOTES_HZ.length * NOTE_SAMPLES }, (_, at) => {
  const seconds = (at % NOTE_SAMPLES) / RATE
  const hz = NOTES_HZ[Math.floor(at / NOTE_SAMPLES)] ?? 0
  return Math.exp(-3 * seconds) * Math.sin(2 * Math.PI * hz * seconds)
})

async function lastSecond(phone: Phone): Promise<Float64Array> {
  return readWav(await phone.heardWav()).samples.slice(-RATE)
}

/** What the phone heard in the last second beside the hold music, in dB below the whole. */
export async function besidesTheMusic(phone: Phone): Promise<number> {
  return strangeness(await lastSecond(phone), music)
}

/** Fails unless the phone's last second is the hold music and nothing else. */
export async function hearsOnlyHoldMusic(phone: Phone): Promise<void> {
  await expect
    .poll(() => besidesTheMusic(phone), {
      message: `${phone.number} hears only the hold music`,
      intervals: [500],
    })
    .toBeLessThan(-15)
}

export async function hearsVoice(phone: Phone): Promise<void> {
  await expect
    .poll(async () => (await phone.hears()).dbfs, { message: `${phone.number} hears a voice` })
    .toBeGreaterThan(-40)
}

export async function hearsSilence(phone: Phone): Promise<void> {
  await expect
    .poll(async () => (await phone.hears()).dbfs, { message: `${phone.number} hears nothing` })
    .toBeLessThan(-65)
}

/** A tone is a good part of what the phone hears, or no part of it at all. */
export async function hearsTone(phone: Phone, hz: number, heard = true): Promise<void> {
  const share = expect.poll(async () => toneShare(await lastSecond(phone), hz, RATE), {
    message: `${phone.number} ${heard ? 'hears' : 'does not hear'} ${hz} Hz`,
  })
  await (heard ? share.toBeGreaterThan(0.15) : share.toBeLessThan(0.01))
}
