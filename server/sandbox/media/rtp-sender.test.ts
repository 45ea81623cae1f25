import { expect, test } from 'vitest'
import type { RTCRtpSender, RtpPacket } from 'werift'
import { createRtpSender } from './rtp-sender.ts'

test('a packet that is lost leaves a gap in the numbers, as on a real line', () => {
  const sent: [number, number][] = []
  const track = {
    sendRtp({ header }: RtpPacket) {
      sent.push([header.sequenceNumber, header.timestamp])
      return Promise.resolve()
    },
  }
  // The cast: the sender uses nothing else of werift's.
  const sender = createRtpSender(track as unknown as RTCRtpSender)
  sender.tick()
  sender.skip()
  sender.tick()
  sender.tick()
  expect(sent).toEqual([
    [1, 160],
    [3, 480],
  ])
})
