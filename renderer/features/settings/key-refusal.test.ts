import { expect, it, test } from 'vitest'
import { DEFAULT_VALUES } from '../../../electron/contract/settings.ts'
import { refuseKey } from './key-refusal.ts'

const linux = 'X11; Linux x86_64'
const mute = { name: 'toggle-mute', place: 'window' } as const
const anywhere = { name: 'toggle-mute', place: 'global' } as const

it.each([
  ['Alt+X', null],
  ['F8', null],
  // Its own key, here and in any program.
  ['Alt+M', null],
  ['CommandOrControl+Alt+Shift+M', null],
  ['Alt+T', { kind: 'used', by: 'transfer' }],
  ['Alt+4', { kind: 'used', by: 'set-status' }],
  ['CommandOrControl+Alt+Shift+E', { kind: 'used', by: 'hang-up' }],
  ['CommandOrControl+W', { kind: 'kept-back' }],
  ['CommandOrControl+Shift+T', { kind: 'kept-back' }],
  ['CommandOrControl+C', { kind: 'kept-back' }],
  ['CommandOrControl+Left', { kind: 'kept-back' }],
  ['F5', { kind: 'kept-back' }],
  ['Alt+F4', { kind: 'kept-back' }],
  ['Super+M', { kind: 'kept-back' }],
])('%s for mute in the window: %o', (key, refusal) => {
  expect(refuseKey(mute, key, DEFAULT_VALUES, linux)).toEqual(refusal)
})

test('on Windows Ctrl with Alt is AltGr', () => {
  const windows = 'Windows NT 10.0; Win64; x64'
  const key = 'CommandOrControl+Alt+Q'
  expect(refuseKey(mute, key, DEFAULT_VALUES, windows)).toEqual({ kind: 'alt-gr' })
  expect(refuseKey(anywhere, key, DEFAULT_VALUES, windows)).toEqual({ kind: 'alt-gr' })
  expect(refuseKey(mute, key, DEFAULT_VALUES, linux)).toBeNull()
})

test('a global key must not take one of the window, nor of another action', () => {
  expect(refuseKey(anywhere, 'Alt+T', DEFAULT_VALUES, linux)).toEqual({
    kind: 'used',
    by: 'transfer',
  })
  expect(refuseKey(anywhere, 'Control+Alt+T', DEFAULT_VALUES, 'Macintosh')).toEqual({
    kind: 'used',
    by: 'transfer',
  })
  expect(refuseKey(anywhere, 'Alt+M', DEFAULT_VALUES, linux)).toBeNull()
  expect(refuseKey(anywhere, 'CommandOrControl+Alt+Shift+H', DEFAULT_VALUES, linux)).toEqual({
    kind: 'used',
    by: 'toggle-hold',
  })
})

test('statuses have the nine digits together', () => {
  const status = { name: 'set-status', place: 'window' } as const
  expect(refuseKey(status, 'Alt+X', DEFAULT_VALUES, linux)).toEqual({ kind: 'needs-digit' })
  expect(refuseKey(status, 'Alt+Shift+3', DEFAULT_VALUES, linux)).toBeNull()
  const taken = { ...DEFAULT_VALUES, 'key.leave': 'Alt+Shift+7' }
  expect(refuseKey(status, 'Alt+Shift+1', taken, linux)).toEqual({ kind: 'used', by: 'leave' })
})
