import { expect, test } from 'vitest'

import { SAMPLE_RATE } from './frame.ts'
import { levelOf } from './level.ts'
import { programVoices, speak, wordTones } from './speech.ts'
import { strongestFrequency } from './spectrum.ts'

test('speech is audible, and the same text is made once', async () => {
  const samples = await speak('Please hold the line')
  expect(samples.length).toBeGreaterThan(SAMPLE_RATE / 2)
  let energy = 0
  for (const sample of samples) energy += sample * sample
  expect(levelOf(Math.sqrt(energy / samples.length))).toBeGreaterThan(-40)
  expect(await speak('Please hold the line')).toBe(samples)
})

test('text that looks like an option is only text', async () => {
  expect((await speak('--version')).length).toBeGreaterThan(0)
})

test.each([
  [{}, ['en-us', 'en']],
  [{ language: 'de-DE' }, ['de-de', 'de', 'en-us']],
  [{ voice: 'man', language: 'fr' }, ['fr+m3', 'en-us+m3']],
  [{ voice: 'Polly.Joanna', language: 'en-GB' }, ['en-gb', 'en', 'en-us']],
])('%o is tried as %j', (speaker, voices) => {
  expect(programVoices(speaker)).toEqual(voices)
})

test('a language that nobody speaks is spoken in English', async () => {
  const plain = await speak('one two')
  expect((await speak('one two', { language: 'xx-YY' })).length).toBe(plain.length)
})

const word = (text: string) => Math.round(strongestFrequency(wordTones(text), SAMPLE_RATE))

test('without a speech program every word has its own tone', () => {
  expect(word('Support')).toBe(word('support'))
  expect(word('support')).not.toBe(word('sales'))
  expect(wordTones('one two three').length).toBe(3 * wordTones('one').length)
  expect(wordTones('  ').length).toBe(0)
})
