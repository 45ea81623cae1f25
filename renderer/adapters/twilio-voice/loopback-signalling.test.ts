import { expect, it } from 'vitest'
import { signallingUrl } from './loopback-signalling.ts'

const hosts = new Set(['127.0.0.1:4010'])

it.each([
  ['wss://127.0.0.1:4010/signal', 'ws://127.0.0.1:4010/signal'],
  ['wss://127.0.0.1:4010/other', 'wss://127.0.0.1:4010/other'],
  ['wss://127.0.0.1:4011/signal', 'wss://127.0.0.1:4011/signal'],
  ['wss://voice-js.roaming.twilio.com/signal', 'wss://voice-js.roaming.twilio.com/signal'],
  ['ws://127.0.0.1:4400/realtime', 'ws://127.0.0.1:4400/realtime'],
])('opens %s as %s', (asked, opened) => {
  expect(String(signallingUrl(asked, hosts))).toBe(opened)
})
