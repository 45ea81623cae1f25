import { expect, it } from 'vitest'
import { contentPolicy } from '../main/security/content-policy.ts'
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

it('names every host of others to which the page may speak', () => {
  const [, sources = ''] = /connect-src ([^;]*)/u.exec(contentPolicy('https://desk.example')) ?? []
  const hosts = [...sources.matchAll(/(?:https|wss):\/\/(?<host>\S+)/gu)].map((found) => found[1])
  expect(hosts.length).toBeGreaterThan(2)
  const others = hosts.filter((host) => host !== 'desk.example')
  // A star of a content policy stands for one label or more, as in the table.
  for (const host of others) expect(isNamed(host?.replace('*', 'any') ?? '')).toBe(true)
})
