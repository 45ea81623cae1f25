import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import type { CallStatus, DeskStatus, ShownState } from '../../../contract/desk.ts'
import { withDot } from './tray-image.ts'
import { trayMenu, type TrayActions } from './tray-menu.ts'
import { signedOutDesk, trayLooks, trayState, trayTip } from './tray-state.ts'

const call: CallStatus = {
  callId: 'c1',
  name: 'Marta',
  state: 'talking',
  hold: 'talking',
  mayHold: true,
  muted: false,
  hangingUp: false,
}
const wall = Date.parse('2026-03-01T09:00:00.000Z')
const onACall: ShownState = {
  kind: 'on-a-call',
  words: 'On a call',
  time: { counts: 'up', from: '2026-03-01T08:52:18.000Z' },
  next: 'then Available',
  muted: null,
}
const desk: DeskStatus = {
  ...signedOutDesk,
  signedIn: true,
  activities: [
    { sid: 'WA1', name: 'Available', available: true },
    { sid: 'WA2', name: 'R&D', available: false },
  ],
  current: 'WA1',
  state: onACall,
}
const overdue: ShownState = {
  ...onACall,
  kind: 'wrap-up-overdue',
  words: 'Wrap-up overdue',
  time: { counts: 'up', from: '2026-03-01T08:58:10.000Z' },
}

test('a call that rings goes first; else the state is the one that the page tells', () => {
  expect(trayState(desk, true)).toBe('ringing')
  expect(trayState(desk, false)).toBe('on-a-call')
  expect(trayState(signedOutDesk, false)).toBe('signed-out')
})

test.each<readonly [DeskStatus, boolean, number | null, string]>([
  [desk, false, wall, 'Cordboard · On a call 7:42 · then Available'],
  [desk, false, null, 'Cordboard · On a call · then Available'],
  [desk, true, wall, 'Cordboard · Ringing · On a call 7:42 · then Available'],
  [
    { ...desk, state: { ...onACall, muted: 'Muted' }, clockOffsetMs: 60_000 },
    false,
    wall,
    'Cordboard · On a call 8:42 · Muted · then Available',
  ],
  [{ ...desk, state: overdue }, false, wall, 'Cordboard · Wrap-up overdue 1:50 · then Available'],
  [signedOutDesk, false, wall, 'Cordboard · Signed out'],
])('the words say what the page says, with the time (%#)', (now, ringing, at, words) => {
  expect(trayTip(now, ringing, at)).toBe(words)
})

test('what no call comes to never looks like available', () => {
  const available = JSON.stringify(trayLooks.available)
  for (const kind of [
    'wrap-up',
    'wrap-up-overdue',
    'not-reachable',
    'getting-ready',
    'away',
  ] as const) {
    expect(JSON.stringify(trayLooks[kind])).not.toBe(available)
    expect(trayLooks[kind].form).not.toBe(trayLooks.available.form)
  }
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
  const items = trayMenu(now, 'Cordboard · On a call', doings)
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
  const full = withDot(plain, [1, 2, 3], 'full').pixels
  expect(at(full, 12, 12)).toEqual([1, 2, 3, 255])
  expect(at(full, 3, 3)).toEqual([9, 9, 9, 9])
  const hollow = withDot(plain, [1, 2, 3], 'hollow').pixels
  expect(at(hollow, 12, 12)[3]).toBeLessThan(60)
  expect(at(hollow, 14, 12)[3]).toBeGreaterThan(100)
  const barred = withDot(plain, [1, 2, 3], 'barred').pixels
  expect(at(barred, 12, 12)[3]).toBeLessThan(60)
  expect(at(barred, 12, 9)[3]).toBe(255)
})
