import { expect, it } from 'vitest'
import { isNamed } from './network.ts'

it.each([
  ['voice-js.roaming.twilio.com', true],
  ['voice-js.dublin.twilio.com', true],
  ['event-bridge.twilio.com', true],
  ['EVENTGW.twilio.com', true],
  ['168.86.128.0', true],
  ['168.86.191.255', true],
  ['168.86.192.0', false],
  ['github.com', true],
  ['redirector.gvt1.com', false],
  ['twilio.com.example.com', false],
  ['evil-twilio.com', false],
  ['gist.github.com', false],
  ['8.8.8.8', false],
  ['', false],
])('%s is named: %j', (host, named) => expect(isNamed(host)).toBe(named))
