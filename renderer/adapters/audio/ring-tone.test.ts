import { expect, it, vi } from 'vitest'
import { createRingTone } from './ring-tone.ts'

function fakeAudio(present: readonly string[] = ['', 'd1']) {
  const audio = {
    loop: false,
    preload: '',
    volume: 1,
    currentTime: 0,
    playing: false,
    sink: '',
    play: async () => void (audio.playing = true),
    pause: () => void (audio.playing = false),
    async setSinkId(id: string) {
      if (!present.includes(id)) throw new DOMException('gone', 'NotFoundError')
      audio.sink = id
    },
  }
  return audio
}

function make(present?: readonly string[]) {
  const ring = fakeAudio(present)
  // The cast: as much of an audio element as is used.
  const sound = createRingTone(
    ring as unknown as HTMLAudioElement,
    fakeAudio() as unknown as HTMLAudioElement,
  )
  return { ring, sound }
}

it('rings from the chosen device, as loudly as was chosen', () => {
  const { ring, sound } = make()
  sound.choose({ deviceId: 'd1', volume: 0.4 })
  sound.startRinging()
  expect(ring).toMatchObject({ playing: true, sink: 'd1', volume: 0.4 })
})

it('rings where it can be heard when the chosen device is gone', async () => {
  const { ring, sound } = make()
  sound.choose({ deviceId: 'd1', volume: 1 })
  sound.choose({ deviceId: 'unplugged', volume: 1 })
  await vi.waitFor(() => expect(ring.sink).toBe(''))
})

it('a sample ends by itself, and neither ends a ring nor begins over one', () => {
  vi.useFakeTimers()
  const { ring, sound } = make()
  sound.sample()
  expect(ring.playing).toBe(true)
  vi.advanceTimersByTime(2_500)
  expect(ring.playing).toBe(false)
  sound.sample()
  sound.startRinging()
  vi.advanceTimersByTime(2_500)
  expect(ring.playing).toBe(true)
  vi.useRealTimers()
})
