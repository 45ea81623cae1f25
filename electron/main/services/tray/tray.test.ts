import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import type { CallStatus, DeskStatus } from '../../../contract/desk.ts'
import { withDot } from './tray-image.ts'
import { trayMenu, type TrayActions } from './tray-menu.ts'
import { signedOutDesk, trayState, trayTip } from './tray-state.ts'

const call: CallStatus = {
  callId: 'c1',
  name: 'Marta',
  state: 'talking',
  since: '2026-03-01T09:00:00.000Z',
  hold: 'talking',
  heldSince: '2026-03-01T09:00:00.000Z',
  mayHold: true,
  muted: false,
  hangingUp: false,
}
const desk: DeskStatus = {
  ...signedOutDesk,
  signedIn: true,
  ready: true,
  activities: [
    { sid: 'WA1', name: 'Available', available: true },
    { sid: 'WA2', name: 'R&D', available: false },
  ],
  current: 'WA1',
}

test.each([
  ['ringing', { ...desk, call }, true],
  ['on-a-call', { ...desk, call }, false],
  ['on-hold', { ...desk, call: { ...call, hold: 'on-hold' as const } }, false],
  ['available', { ...desk, call: { ...call, state: 'ended' as const } }, false],
  ['away', { ...desk, ready: false }, false],
  ['away', { ...desk, current: 'WA2' }, false],
  ['offline', signedOutDesk, false],
] as const)('the state is %s', (state, now, ringing) => {
  expect(trayState(now, ringing)).toBe(state)
})

test('the words say what the dot says', () => {
  expect(trayTip({ ...desk, call: { ...call, muted: true } }, 'on-a-call')).toBe(
    'Cordboard · On a call · Available · muted',
  )
  expect(trayTip(signedOutDesk, 'offline')).toBe('Cordboard · Signed out')
})

function menuOf(now: DeskStatus) {
  const done: unknown[] = []
  const doings: TrayActions = {
    command: (command) => void done.push(command),
    show: () => void done.push('show'),
    settings: () => void done.push('settings'),
    mini: () => void done.push('mini'),
    quit: () => void done.push('quit'),
  }
  const items = trayMenu(now, trayState(now, false), doings)
  const item = (label: string): MenuItemConstructorOptions | undefined =>
    items.find((each) => each.label === label)
  // The cast: our own items take no arguments.
  const click = (label: string) => (item(label)?.click as (() => void) | undefined)?.()
  return { done, item, click }
}

test('the menu does what it says', () => {
  const { done, item, click } = menuOf({ ...desk, call, pending: 'WA2' })
  expect(item('R&&D')).toMatchObject({ type: 'radio', checked: true })
  for (const label of ['R&&D', 'Mute', 'Hold', 'Hang up', 'Mini bar', 'Settings…']) click(label)
  expect(done).toEqual([
    { kind: 'set-activity', sid: 'WA2' },
    { kind: 'mute', muted: true },
    { kind: 'hold', callId: 'c1', held: true },
    { kind: 'hang-up', callId: 'c1' },
    'mini',
    'settings',
  ])
})

test('without a call there are no commands for one, and signed out no activities', () => {
  expect(menuOf(desk).item('Mute')).toBeUndefined()
  expect(menuOf(desk).item('Available')).toMatchObject({ checked: true })
  expect(menuOf(signedOutDesk).item('Available')).toBeUndefined()
  expect(menuOf(signedOutDesk).item('Settings…')).toMatchObject({ enabled: false })
})

test('the dot is painted in the corner, and nowhere else', () => {
  const plain = { width: 16, height: 16, pixels: new Uint8Array(16 * 16 * 4).fill(9) }
  const at = (pixels: Uint8Array, x: number, y: number) => [
    ...pixels.subarray((y * 16 + x) * 4, (y * 16 + x) * 4 + 4),
  ]
  const full = withDot(plain, [1, 2, 3], false).pixels
  expect(at(full, 12, 12)).toEqual([1, 2, 3, 255])
  expect(at(full, 3, 3)).toEqual([9, 9, 9, 9])
  const hollow = withDot(plain, [1, 2, 3], true).pixels
  expect(at(hollow, 12, 12)[3]).toBeLessThan(60)
  expect(at(hollow, 14, 12)[3]).toBeGreaterThan(100)
})
