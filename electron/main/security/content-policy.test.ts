import { expect, test } from 'vitest'
import { isNamed } from '../../policy/network.ts'
import { contentPolicy } from './content-policy.ts'

function connections(serverOrigin: string): readonly string[] {
  const directive = contentPolicy(serverOrigin)
    .split('; ')
    .find((part) => part.startsWith('connect-src '))
  return directive?.split(' ').slice(1) ?? []
}

test('with a remote server: that server and Twilio, always encrypted', () => {
  expect(connections('https://desk.example:8443')).toEqual([
    `'self'`,
    'https://desk.example:8443',
    'wss://desk.example:8443',
    'https://*.twilio.com',
    'wss://*.twilio.com',
  ])
})

test('with a server on this machine: its other ports too, where the sandbox listens', () => {
  expect(connections('http://127.0.0.1:4400')).toEqual(
    expect.arrayContaining(['http://127.0.0.1:*', 'ws://127.0.0.1:*']),
  )
  // The page does not need to load again when only the port changes.
  expect(contentPolicy('http://127.0.0.1:4400')).toBe(contentPolicy('http://127.0.0.1:4500'))
})

test('no inline code, no evaluation, no plugins, no frames', () => {
  const policy = contentPolicy('https://desk.example')
  expect(policy).not.toContain('unsafe')
  expect(policy).toContain(`default-src 'none'`)
  expect(policy).toContain(`frame-ancestors 'none'`)
})

test('the network table for IT names every other host that the page may reach', () => {
  const [, sources = ''] = /connect-src ([^;]*)/u.exec(contentPolicy('https://desk.example')) ?? []
  const hosts = [...sources.matchAll(/(?:https|wss):\/\/(?<host>\S+)/gu)].map((found) => found[1])
  expect(hosts.length).toBeGreaterThan(2)
  const others = hosts.filter((host) => host !== 'desk.example')
  // A star of a content policy stands for one label or more, as in the table.
  for (const host of others) expect(isNamed(host?.replace('*', 'any') ?? '')).toBe(true)
})
