import { expect, it } from 'vitest'
import { readArguments } from './arguments.ts'

it('has a default for everything', () => {
  expect(readArguments([])).toEqual({
    ok: true,
    value: {
      publicUrl: null,
      port: 4410,
      from: null,
      to: null,
      only: null,
      callsAtOnce: null,
      json: false,
      yes: false,
      help: false,
    },
  })
})

it('reads every option', () => {
  const line =
    '--public-url https://desk.example.com --port 8000 --from +15005550006 --to +15005550007 --only e1,E4 --calls-at-once 3 --json --yes'
  expect(readArguments(line.split(' '))).toMatchObject({
    value: {
      publicUrl: 'https://desk.example.com',
      port: 8000,
      from: '+15005550006',
      to: '+15005550007',
      only: ['E1', 'E4'],
      callsAtOnce: 3,
      json: true,
      yes: true,
    },
  })
})

it.each([
  [['--from', '5550006'], '--from is not an E.164 number'],
  [['--public-url', 'desk'], '--public-url is not a URL'],
  [['--port', 'many'], '--port is not a number'],
  [['--calls-at-once', '0'], '--calls-at-once is less than 1'],
])('says what is wrong with %j', (args, message) => {
  expect(readArguments(args)).toEqual({ ok: false, failure: [message] })
})

it.each([[['--loud']], [['E1']]])('refuses %j, which it does not know', (args) => {
  expect(readArguments(args).ok).toBe(false)
})
