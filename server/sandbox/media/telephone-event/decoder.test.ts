import * as fc from 'fast-check'
import { TelephoneEventRtpPayload } from 'werift'
import { expect, test } from 'vitest'
import { createTelephoneEventDecoder } from './decoder.ts'
import type { EventPacket } from './decoder.ts'

const KEYS = '0123456789*#ABCD'
const SAMPLES_A_PACKET = 160

function packet(
  code: number,
  timestamp: number,
  duration: number,
  flags: { readonly marker?: boolean; readonly end?: boolean } = {},
): EventPacket {
  const { marker = false, end = false } = flags
  const payload = new TelephoneEventRtpPayload({ event: code, duration, end, volume: 10 })
  return { timestamp: timestamp >>> 0, marker, payload: payload.serialize() }
}

/** As a browser sends a key: one with the marker, updates, and the last one three times. Docs: RFC 4733, 2.5.1. */
function packetsOf(code: number, timestamp: number, count = 8): EventPacket[] {
  const updates = Array.from({ length: count }, (_, n) =>
    packet(code, timestamp, (n + 1) * SAMPLES_A_PACKET, { marker: n === 0 }),
  )
  const last = packet(code, timestamp, (count + 1) * SAMPLES_A_PACKET, { end: true })
  return [...updates, last, last, last]
}

function keysIn(packets: readonly EventPacket[]): string {
  const decoder = createTelephoneEventDecoder()
  return packets.map((each) => decoder.read(each) ?? '').join('')
}

test('every key is reported once, by its first packet', () => {
  const packets = [...KEYS].map((_, code) => packetsOf(code, code * 2400))
  expect(keysIn(packets.flat())).toBe(KEYS)
  const decoder = createTelephoneEventDecoder()
  expect(packetsOf(5, 0).map((each) => decoder.read(each))).toEqual(['5', ...Array(10).fill(null)])
})

test('one key pressed twice is two keys', () => {
  expect(keysIn([...packetsOf(5, 0), ...packetsOf(5, 2400)])).toBe('55')
})

test('a key that is held for longer than its duration can say is still one', () => {
  const long = 0xffff
  const held = [
    packet(1, 0, SAMPLES_A_PACKET, { marker: true }),
    packet(1, 0, long),
    packet(1, long, SAMPLES_A_PACKET),
    packet(1, long, 320, { end: true }),
  ]
  expect(keysIn(held)).toBe('1')
  // Pressed again at the moment at which it was released.
  expect(keysIn([...held, packet(1, long + 320, SAMPLES_A_PACKET, { marker: true })])).toBe('11')
  expect(keysIn([...held, packet(1, long + 320, SAMPLES_A_PACKET)])).toBe('11')
})

test('what is no key, and what is too short to be one, is passed over', () => {
  const flash = packet(16, 9600, SAMPLES_A_PACKET, { marker: true })
  const short = { timestamp: 9600, marker: true, payload: Buffer.from([5, 0, 0]) }
  expect(keysIn([flash, short, ...packetsOf(7, 2400)])).toBe('7')
})

test('whatever is lost, comes twice or late: keys of which one packet came in time are told once, in order', () => {
  const fates = fc.array(fc.constantFrom('lost', 'once', 'twice', 'late'), {
    minLength: 11,
    maxLength: 11,
  })
  const pressed = fc.tuple(fc.nat(15), fates)
  fc.assert(
    fc.property(fc.array(pressed, { maxLength: 12 }), fc.nat(0xffffffff), (keys, start) => {
      const came: EventPacket[] = []
      let late: EventPacket[] = []
      let expected = ''
      for (const [at, [code, fate]] of keys.entries()) {
        const packets = packetsOf(code, start + at * 2400)
        const inTime = packets.flatMap((each, n) =>
          fate[n] === 'once' ? [each] : fate[n] === 'twice' ? [each, each] : [],
        )
        if (inTime.length > 0) expected += KEYS[code]
        // What is late comes after the first packets of the next key, or never counts.
        const [first, ...others] = inTime
        came.push(...(first ? [first, ...late] : []), ...others)
        if (first) late = packets.filter((_, n) => fate[n] === 'late')
      }
      expect(keysIn(came)).toBe(expected)
    }),
  )
})
