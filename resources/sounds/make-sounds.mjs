/**
 * Writes every sound of this folder: `node resources/sounds/make-sounds.mjs`. The same numbers give the
 * same bytes, so a sound is changed here and made again, never by hand.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const RATE = 8000
const TAU = 2 * Math.PI

/** Adds a tone that swells and dies away; all times in seconds, `gain` as a share of full scale. */
function tone(samples, { hz, from, length, gain, attack = 0.006, decay = 0.03, overtone = 0 }) {
  const first = Math.round(from * RATE)
  const count = Math.round(length * RATE)
  for (let i = 0; i < count; i += 1) {
    const t = i / RATE
    const rise = Math.min(1, t / attack)
    const fall = Math.min(1, (length - t) / decay)
    const voice = Math.sin(TAU * hz * t) + overtone * Math.sin(TAU * 2 * hz * t)
    const at = (first + i) % samples.length
    samples[at] += gain * rise * fall * voice
  }
}

/** A struck bell: loud at once, then fading. Wraps around the end, for loops without a seam. */
function bell(samples, { hz, from, length, gain }) {
  const first = Math.round(from * RATE)
  const count = Math.round(length * RATE)
  for (let i = 0; i < count; i += 1) {
    const t = i / RATE
    const envelope =
      Math.min(1, t / 0.004) * Math.exp((-5 * t) / length) * Math.min(1, (length - t) / 0.02)
    const voice =
      Math.sin(TAU * hz * t) + 0.35 * Math.sin(TAU * 2 * hz * t) * Math.exp((-6 * t) / length)
    samples[(first + i) % samples.length] += gain * envelope * voice
  }
}

function write(name, samples) {
  const bytes = Buffer.alloc(44 + samples.length * 2)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + samples.length * 2, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(RATE, 24)
  bytes.writeUInt32LE(RATE * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(samples.length * 2, 40)
  samples.forEach((sample, i) => {
    const clipped = Math.max(-1, Math.min(1, sample))
    bytes.writeInt16LE(Math.round(clipped * 32767), 44 + i * 2)
  })
  writeFileSync(fileURLToPath(new URL(`${name}.wav`, import.meta.url)), bytes)
}

function sound(name, seconds, compose) {
  const samples = new Float64Array(Math.round(seconds * RATE))
  compose(samples)
  write(name, samples)
}

/** Two notes, twice, and a breath: loops every three seconds. */
sound('ring', 3, (samples) => {
  for (const from of [0, 0.75]) {
    bell(samples, { hz: 880, from, length: 0.55, gain: 0.42 })
    bell(samples, { hz: 1108.73, from: from + 0.17, length: 0.9, gain: 0.42 })
  }
})

/** Twice and low, so that nothing of what is being said is lost. */
sound('waiting', 0.5, (samples) => {
  for (const from of [0, 0.25]) {
    tone(samples, { hz: 440, from, length: 0.12, gain: 0.1, decay: 0.06 })
  }
})

sound('incoming', 0.4, (samples) => {
  bell(samples, { hz: 880, from: 0, length: 0.35, gain: 0.4 })
})

sound('outgoing', 0.35, (samples) => {
  tone(samples, { hz: 587.33, from: 0, length: 0.12, gain: 0.2, decay: 0.06 })
  tone(samples, { hz: 783.99, from: 0.12, length: 0.2, gain: 0.2, decay: 0.15 })
})

sound('disconnect', 0.35, (samples) => {
  tone(samples, { hz: 587.33, from: 0, length: 0.12, gain: 0.2, decay: 0.06 })
  tone(samples, { hz: 392, from: 0.12, length: 0.2, gain: 0.2, decay: 0.15 })
})

/** ITU-T Q.23: one tone of the row and one of the column. */
const rows = [697, 770, 852, 941]
const columns = [1209, 1336, 1477]
const keypad = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'star', '0', 'hash']
keypad.forEach((key, i) => {
  sound(`dtmf-${key}`, 0.14, (samples) => {
    tone(samples, { hz: rows[Math.floor(i / 3)], from: 0, length: 0.12, gain: 0.12, decay: 0.01 })
    tone(samples, { hz: columns[i % 3], from: 0, length: 0.12, gain: 0.12, decay: 0.01 })
  })
})
