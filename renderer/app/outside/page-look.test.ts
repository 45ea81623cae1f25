import { existsSync } from 'node:fs'
import { expect, it, test } from 'vitest'
import {
  idle,
  inCall,
  onBreak,
  onHold,
  ringing,
  withStage,
  wrappingUp,
} from '../../gallery/base.ts'
import { galleryNow, secondsAgo, wrapUp } from '../../gallery/people.ts'
import { states } from '../../gallery/states.ts'
import { en } from '../../i18n/en.ts'
import type { PageIcon } from '../../ports/page-port.ts'
import { pageLookOf } from './page-look.ts'

const lookOf = (view: Parameters<typeof pageLookOf>[0], now = galleryNow) =>
  pageLookOf(view, now, en)

test.each([
  ['idle', idle, 'Available — Cordboard', 'available'],
  ['presence-break', states['presence-break'], 'Break — Cordboard', 'away'],
  ['getting-ready', states['getting-ready'], 'Getting ready — Cordboard', 'away'],
  ['sign-in', states['sign-in'], 'Cordboard', 'product'],
  ['restoring', states.restoring, 'Cordboard', 'product'],
  ['ringing', ringing(), '● Ringing: Marta Oliveira (13 s)', 'ringing'],
  [
    'before the first snapshot',
    states['ringing-first-sight'],
    '● Ringing: Marta Oliveira',
    'ringing',
  ],
  ['dialling', states['call-dialing'], 'Calling 0:05', 'on-a-call'],
  ['call', inCall(), 'On a call 7:42', 'on-a-call'],
  ['call-muted', inCall({ muted: true }), 'On a call 7:42 · Muted', 'on-a-call'],
  ['call-holding', inCall({}, onHold(true, false, 2)), 'On a call 7:42', 'on-a-call'],
  ['call-on-hold', inCall({}, onHold(true, true, 38)), '⏸ On hold 0:38', 'on-hold'],
  [
    'call-waiting',
    states['call-waiting'],
    expect.stringMatching(/^● Call waiting: .+ \(\d+ s\)$/),
    'ringing',
  ],
  [
    'wrap-up',
    wrappingUp({ wrapUp: { ...wrapUp, deadline: secondsAgo(-84) } }),
    '◷ Wrap-up 1:24',
    'wrap-up',
  ],
  [
    'wrap-up-overdue',
    wrappingUp({ wrapUp: { ...wrapUp, deadline: secondsAgo(110) } }),
    '▲ Wrap-up overdue 1:50',
    'wrap-up-overdue',
  ],
  [
    'failure-microphone-blocked',
    states['failure-microphone-blocked'],
    '✕ Not reachable: microphone blocked',
    'not-reachable',
  ],
] as const)('the tab says %s', (_name, view, title, icon) => {
  expect(lookOf(view)).toMatchObject({ title, icon })
})

it('counts the seconds of a ring down to zero, and not below', () => {
  expect(lookOf(ringing(), galleryNow + 12_500).title).toBe('● Ringing: Marta Oliveira (1 s)')
  expect(lookOf(ringing(), galleryNow + 20_000).title).toBe('● Ringing: Marta Oliveira (0 s)')
})

it('keeps a missed call in sight while nothing else goes on', () => {
  const notice = states['notice-missed'].notice
  const away = { presence: { ...idle.presence, current: onBreak }, notice }
  expect(lookOf(withStage({ kind: 'idle' }, away))).toEqual({
    title: 'Missed call from +351 21 555 0147 — Cordboard',
    icon: 'away',
    badge: 'dot',
  })
  expect(lookOf(withStage(inCall().stage, away))).toMatchObject({ title: 'On a call 7:42' })
})

it('has a badge while it rings', () => {
  expect(lookOf(ringing()).badge).toBe(1)
  expect(lookOf(inCall()).badge).toBeNull()
})

/** A mapped type, so that a new picture is drawn. */
const pictures: Readonly<Record<Exclude<PageIcon, 'product'>, true>> = {
  ringing: true,
  'on-a-call': true,
  'on-hold': true,
  'wrap-up': true,
  'wrap-up-overdue': true,
  'not-reachable': true,
  available: true,
  away: true,
}

test.each(Object.keys(pictures))('the picture of %s is drawn', (name) => {
  const file = new URL(`../../../resources/icons/status-${name}.svg`, import.meta.url)
  expect(existsSync(file)).toBe(true)
})
