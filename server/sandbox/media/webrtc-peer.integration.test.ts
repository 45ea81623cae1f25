import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createMeter } from './meter.ts'
import { toneSource } from './sources.ts'
import { createTicker } from './ticker.ts'
import type { Ticker } from './ticker.ts'
import { createWebRtcPeer } from './webrtc-peer.ts'
import type { WebRtcPeer } from './webrtc-peer.ts'

let ticker: Ticker
let a: WebRtcPeer
let b: WebRtcPeer

beforeEach(() => {
  ticker = createTicker()
  a = createWebRtcPeer(ticker)
  b = createWebRtcPeer(ticker)
})
afterEach(async () => {
  await Promise.all([a.close(), b.close()])
  ticker.close()
})

/** Lets a peer hum and measures what the other hears. */
function measure(speaker: WebRtcPeer, listener: WebRtcPeer, hz: number) {
  const tone = toneSource(hz)
  const meter = createMeter()
  ticker.onTick(() => {
    speaker.write(tone.read())
    meter.write(listener.read())
  })
  return meter
}

const soon = { timeout: 10_000, interval: 50 }

test('two peers hear each other, each the other’s tone', async () => {
  const offer = await a.offer()
  expect(offer).toContain('PCMU/8000')
  expect(offer).not.toContain('telephone-event')
  expect(offer).toContain(' 127.0.0.1 ')
  await a.accept(await b.answer(offer))
  const [atB, atA] = [measure(a, b, 440), measure(b, a, 1000)]
  await vi.waitFor(() => {
    expect(atB.read()).toEqual({ dbfs: expect.closeTo(-20, 0), hz: 440 })
    expect(atA.read()).toEqual({ dbfs: expect.closeTo(-20, 0), hz: 1000 })
  }, soon)
})

test('a renegotiation keeps one stream of audio', async () => {
  await a.accept(await b.answer(await a.offer()))
  const atB = measure(a, b, 440)
  await vi.waitFor(() => expect(atB.read().hz).toBe(440), soon)
  await a.accept(await b.answer(await a.offer()))
  let frames = 0
  let ticks = 0
  ticker.onTick(() => ticks++)
  const read = b.read
  b.read = () => {
    const frame = read()
    if (frame) frames++
    return frame
  }
  await vi.waitFor(() => expect(ticks).toBeGreaterThan(100), soon)
  // Twice the audio would show as a queue that overflows: a tone with holes has another level.
  expect(frames).toBeGreaterThan(80)
  expect(atB.read()).toEqual({ dbfs: expect.closeTo(-20, 0), hz: 440 })
})

test('an offer without PCMU is refused', async () => {
  await expect(b.answer('v=0\r\nthis is no session')).rejects.toThrow(/PCMU/u)
  const offer = await a.offer()
  const opusOnly = offer
    .replace('UDP/TLS/RTP/SAVPF 0', 'UDP/TLS/RTP/SAVPF 111')
    .replace('rtpmap:0 PCMU/8000', 'rtpmap:111 opus/48000/2')
  await expect(createAndAnswer(opusOnly)).rejects.toThrow(/PCMU/u)
})

async function createAndAnswer(offer: string): Promise<string> {
  const peer = createWebRtcPeer(ticker)
  try {
    return await peer.answer(offer)
  } finally {
    await peer.close()
  }
}
