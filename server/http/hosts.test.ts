import { expect, it } from 'vitest'
import { allowedHosts, hostName, isLoopback } from './hosts.ts'

const settings = { host: '127.0.0.1', hosts: [], publicUrl: null }

it.each([
  ['localhost:4400', 'localhost'],
  ['Desk.Example.com', 'desk.example.com'],
  ['desk.example.com.:443', 'desk.example.com'],
  ['[::1]:4400', '[::1]'],
  ['[::1]', '[::1]'],
  [undefined, ''],
])('reads the name in %s', (header, name) => {
  expect(hostName(header)).toBe(name)
})

it('answers to loopback, to what it listens on, to its public name and to those of the setting', () => {
  const hosts = allowedHosts({
    host: '192.0.2.7',
    hosts: ['Phone.example.com'],
    publicUrl: 'https://desk.example.com:8443',
  })
  for (const name of ['localhost', '192.0.2.7', 'phone.example.com', 'desk.example.com']) {
    expect(hosts.has(name)).toBe(true)
  }
  expect(allowedHosts({ ...settings, host: '::1' }).has('[::1]')).toBe(true)
})

it.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example', ''])(
  'does not answer to %j',
  (name) => {
    expect(allowedHosts(settings).has(name)).toBe(false)
  },
)

it.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['localhost', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.0.2.7', false],
])('knows that %s is for this machine alone: %s', (host, alone) => {
  expect(isLoopback(host)).toBe(alone)
})
