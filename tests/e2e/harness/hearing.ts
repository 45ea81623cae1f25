import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect } from '@playwright/test'
import type { Phone } from './phones.ts'
import { readWav, strangeness, toneShare } from './sound.ts'

const holdMusicFile = fileURLToPath(
  new URL('../../../resources/sounds/hold-music.wav', import.meta.url),
)

async function lastSecond(phone: Phone): Promise<Float64Array> {
  return readWav(await phone.heardWav()).samples.slice(-8000)
}

/** What the phone heard in the last second beside the hold music, in dB below the whole. */
export async function besidesTheMusic(phone: Phone): Promise<number> {
  const music = readWav(await readFile(holdMusicFile)).samples
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
  const share = expect.poll(async () => toneShare(await lastSecond(phone), hz, 8000), {
    message: `${phone.number} ${heard ? 'hears' : 'does not hear'} ${hz} Hz`,
  })
  await (heard ? share.toBeGreaterThan(0.15) : share.toBeLessThan(0.01))
}
