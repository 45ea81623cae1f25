import { createSocket } from 'node:dgram'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { control } from '../rest/testing/control.ts'
import { startRig } from '../rest/testing/rig.ts'
import type { Rig } from '../rest/testing/rig.ts'
import { deviceCall } from '../signalling/testing/device-call.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

/** The first byte says what a packet is. Docs: RFC 7983. */
const FIRST_BYTES = {
  STUN: [0, 3],
  ZRTP: [16, 19],
  DTLS: [20, 63],
  TURN: [64, 79],
  RTP: [128, 191],
  anything: [0, 255],
} as const

const STUN_COOKIE = [0x21, 0x12, 0xa4, 0x42]

function packetsOf([from, to]: readonly [number, number]): fc.Arbitrary<Buffer> {
  return fc
    .tuple(fc.integer({ min: from, max: to }), fc.uint8Array({ maxLength: 1400 }))
    .map(([first, rest]) => Buffer.from([first, ...rest]))
}

/** A header that is right in front of attributes that are not. */
const stun = fc
  .tuple(fc.constantFrom(0x0001, 0x0101, 0x0111), fc.nat(0xffff), fc.uint8Array({ maxLength: 200 }))
  .map(([type, length, rest]) =>
    Buffer.from([type >> 8, type & 255, length >> 8, length & 255, ...STUN_COOKIE, ...rest]),
  )

/** A record that is right in front of a handshake that is not. */
const dtls = fc
  .tuple(fc.constantFrom(20, 21, 22, 23), fc.nat(0xffff), fc.uint8Array({ maxLength: 200 }))
  .map(([type, length, rest]) =>
    Buffer.from([type, 254, 253, 0, 0, 0, 0, 0, 0, 0, 1, length >> 8, length & 255, ...rest]),
  )

/** RTP and RTCP with headers that promise more than there is. */
const rtp = fc
  .tuple(
    fc.nat(63),
    fc.constantFrom(0, 8, 72, 73, 96, 127, 200, 201, 206),
    fc.uint8Array({ maxLength: 60 }),
  )
  .map(([low, type, rest]) => Buffer.from([128 | low, type, ...rest]))

const packet = fc.oneof(stun, dtls, rtp, ...Object.values(FIRST_BYTES).map(packetsOf))

/** Where the sandbox listens for a call's sound. */
function portsOf(sdp: string): readonly number[] {
  return [...sdp.matchAll(/^a=candidate:\S+ 1 udp \d+ 127\.0\.0\.1 (?<port>\d+)/gimu)].map(
    (found) => Number(found.groups?.['port']),
  )
}

/** Sends packets to these ports, in turn. */
async function pelt(ports: readonly number[], packets: readonly Buffer[]): Promise<void> {
  const socket = createSocket('udp4')
  for (const each of [Buffer.alloc(0), ...packets]) {
    for (const port of ports) {
      await new Promise((sent) => socket.send(each, port, '127.0.0.1', sent))
    }
  }
  socket.close()
}

const PACKETS = 2000

test('invalid packets disturb no call, neither while it is set up nor later', async () => {
  const packets = fc.sample(packet, { numRuns: PACKETS, seed: 1 })
  let ports: readonly number[] = []
  let early: Promise<void> = Promise.resolve()
  const call = await deviceCall(rig, (sdp) => {
    ports = portsOf(sdp)
    early = pelt(ports, packets)
  })
  expect(ports).not.toEqual([])
  await early
  await call.talks()
  await pelt(ports, packets)
  await call.talks()
  await call.hangUp()

  const next = await deviceCall(rig)
  await next.hangUp()
  const snapshot = await control<{ openLegs: number }>(rig.description.baseUrl, 'GET', '/snapshot')
  expect(snapshot.openLegs).toBe(0)
})
