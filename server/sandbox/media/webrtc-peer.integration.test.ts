import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { RTCPeerConnection, RTCRtpCodecParameters, TelephoneEventPacketizer, usePCMU } from 'werift'
import type { RtpPacket } from 'werift'
import { createMeter } from './meter.ts'
import { toneSource } from './sources.ts'
import { createTicker } from './ticker.ts'
import type { Ticker } from './ticker.ts'
import { createWebRtcPeer } from './webrtc-peer.ts'
import type { WebRtcPeer } from './webrtc-peer.ts'

let ticker: Ticker
let a: WebRtcPeer
let b: WebRtcPeer
/** What `b` was told. */
let pressed: string[]

const ignoreKeys = () => {}

beforeEach(() => {
  ticker = createTicker()
  pressed = []
  a = createWebRtcPeer(ticker, ignoreKeys)
  b = createWebRtcPeer(ticker, (key) => pressed.push(key))
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
  expect(offer).toContain('telephone-event/8000')
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

/** What a browser offers: telephone events for Opus first, then for PCMU. */
const browsersAudio = [
  new RTCRtpCodecParameters({
    mimeType: 'audio/telephone-event',
    clockRate: 48_000,
    channels: 1,
    payloadType: 110,
  }),
  usePCMU(),
  new RTCRtpCodecParameters({
    mimeType: 'audio/telephone-event',
    clockRate: 8000,
    channels: 1,
    payloadType: 126,
  }),
]

test('telephone events are answered on the clock of PCMU alone, and their keys are reported', async () => {
  const browser = new RTCPeerConnection({ codecs: { audio: browsersAudio, video: [] } })
  try {
    const { sender } = browser.addTransceiver('audio')
    await browser.setLocalDescription(await browser.createOffer())
    const offer = browser.localDescription?.sdp ?? ''
    expect(offer).toContain('rtpmap:110 telephone-event/48000')
    const answer = await b.answer(offer)
    expect(answer).toMatch(/^m=audio \d+ \S+ 0 126\r$/mu)
    expect(answer).toContain('rtpmap:126 telephone-event/8000')
    expect(answer).not.toContain('48000')
    await browser.setRemoteDescription({ type: 'answer', sdp: answer })
    await vi.waitFor(() => expect(browser.connectionState).toBe('connected'), soon)
    const packets = new TelephoneEventPacketizer({ payloadType: 126, ssrc: sender.ssrc })
    // The sender itself would give each packet the payload type of its voice.
    const send = ({ header, payload }: RtpPacket) => sender.dtlsTransport?.sendRtp(payload, header)
    for (const [n, code] of [1, 11, 15].entries()) {
      await send(packets.packetizeStart(code, 10, 160, n * 2400))
      for (let i = 0; i < 3; i++) await send(packets.packetizeEnd(code, 10, 1280, n * 2400))
    }
    await vi.waitFor(() => expect(pressed).toEqual(['1', '#', 'D']), soon)
  } finally {
    await browser.close()
  }
})

test('who offers no telephone events is answered without', async () => {
  const browser = new RTCPeerConnection({ codecs: { audio: [usePCMU()], video: [] } })
  try {
    browser.addTransceiver('audio')
    await browser.setLocalDescription(await browser.createOffer())
    const answer = await b.answer(browser.localDescription?.sdp ?? '')
    expect(answer).toContain('PCMU/8000')
    expect(answer).not.toContain('telephone-event')
  } finally {
    await browser.close()
  }
})

async function createAndAnswer(offer: string): Promise<string> {
  const peer = createWebRtcPeer(ticker, ignoreKeys)
  try {
    return await peer.answer(offer)
  } finally {
    await peer.close()
  }
}
