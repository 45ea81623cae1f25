import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { SoundRest, type SdkSound } from './sound-rest.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

interface StubSource {
  readonly mediaStream: { active: boolean }
  disconnect(): void
}

/** The SDK's context, with what was done in it. */
function stubSound() {
  const did: string[] = []
  const sound = {
    suspend: async () => void did.push('suspend'),
    resume: async () => void did.push('resume'),
    createMediaStreamSource: (mediaStream: StubSource['mediaStream']): StubSource => ({
      mediaStream,
      disconnect: () => did.push('cut off'),
    }),
  }
  return { did, sound, rest: restOf(sound as unknown as SdkSound) }
}

function restOf(sound: SdkSound): SoundRest {
  const rest = new SoundRest()
  rest.wake()
  rest.follow(sound)
  return rest
}

it('cuts off what a call leaves connected, before the sound rests', async () => {
  const { did, sound, rest } = stubSound()
  const stream = { active: true }
  sound.createMediaStreamSource(stream)
  stream.active = false
  rest.rest()
  await vi.runAllTimersAsync()
  expect(did).toEqual(['cut off', 'suspend'])
})

it('cuts off, as the next call begins, what came too soon for a rest, and nothing twice', async () => {
  const { did, sound, rest } = stubSound()
  const stream = { active: true }
  sound.createMediaStreamSource(stream)
  rest.rest()
  stream.active = false
  rest.wake()
  await vi.runAllTimersAsync()
  expect(did).toEqual(['resume', 'cut off'])
  rest.rest()
  await vi.runAllTimersAsync()
  expect(did).toEqual(['resume', 'cut off', 'suspend'])
})

it('leaves a stream alone that is still heard', async () => {
  const { did, sound, rest } = stubSound()
  sound.createMediaStreamSource({ active: true })
  rest.rest()
  await vi.runAllTimersAsync()
  expect(did).toEqual(['suspend'])
})
