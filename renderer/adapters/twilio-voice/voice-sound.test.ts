import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectStub, openStubVoice, ring } from './testing/stub-voice.ts'

describe('the SDK sound', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('rests while there is no call, wakes for one, and lets its last chime sound', async () => {
    const stub = openStubVoice()
    const { sound } = stub
    const device = await connectStub(stub)
    await vi.advanceTimersByTimeAsync(5000)
    expect(sound).toEqual(['suspend'])

    const call = ring(device)
    expect(sound).toEqual(['suspend', 'resume'])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sound).toEqual(['suspend', 'resume'])

    call.disconnect()
    await vi.advanceTimersByTimeAsync(4000)
    expect(sound).toEqual(['suspend', 'resume'])
    await vi.advanceTimersByTimeAsync(1000)
    expect(sound).toEqual(['suspend', 'resume', 'suspend'])
  })

  it('does not fall asleep in a call that came soon after another', async () => {
    const stub = openStubVoice()
    const { sound, voice } = stub
    const device = await connectStub(stub)
    ring(device).disconnect()
    await vi.advanceTimersByTimeAsync(4000)
    voice.dial('out-1', 'call-2')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sound.at(-1)).toBe('resume')
    expect(sound).not.toContain('suspend')
  })
})
