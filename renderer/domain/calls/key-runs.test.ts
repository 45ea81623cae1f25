import { expect, it } from 'vitest'
import { hasWaiting, noKeyRuns, withFate, withPressed } from './key-runs.ts'

it('has keys wait until it is told that they are out, the oldest first', () => {
  const pressed = withPressed(withPressed(noKeyRuns, '12'), '3#')
  expect(pressed).toEqual([{ became: 'waiting', keys: '123#' }])
  const begun = withFate(withFate(pressed, 1, 'sent'), 1, 'sent')
  expect(begun).toEqual([
    { became: 'sent', keys: '12' },
    { became: 'waiting', keys: '3#' },
  ])
  expect(withFate(begun, 2, 'sent')).toEqual([{ became: 'sent', keys: '123#' }])
  expect([noKeyRuns, pressed, begun, withFate(begun, 2, 'sent')].map(hasWaiting)).toEqual([
    false,
    true,
    true,
    false,
  ])
})

it('never shows as sent what was lost, nor what nobody pressed', () => {
  const lost = withFate(withFate(withPressed(noKeyRuns, '123'), 1, 'sent'), 2, 'lost')
  expect(lost).toEqual([
    { became: 'sent', keys: '1' },
    { became: 'lost', keys: '23' },
  ])
  expect(withFate(lost, 1, 'sent')).toBe(lost)
  expect(withPressed(lost, '4').at(-1)).toEqual({ became: 'waiting', keys: '4' })
})

it('remembers the newest 64 that are out, and all that wait', () => {
  const long = '0123456789'.repeat(10)
  const waiting = withPressed(noKeyRuns, long)
  expect(waiting).toEqual([{ became: 'waiting', keys: long }])
  expect(withFate(waiting, 90, 'sent')).toEqual([
    { became: 'sent', keys: long.slice(26, 90) },
    { became: 'waiting', keys: long.slice(90) },
  ])
})
