import { describe, expect, it, test } from 'vitest'
import { idle, inCall, lostSession, onHold, wrappingUp } from '../gallery/base.ts'
import { galleryNow, wrapUp } from '../gallery/people.ts'
import { states, type StateName } from '../gallery/states.ts'
import { en } from '../i18n/en.ts'
import type { AppView } from './app-view.ts'
import { deskStateOf, statusText } from './desk-state.ts'

/** As the pill shows it. */
function said(view: AppView): string {
  const state = deskStateOf(view, galleryNow)
  const { words, time, next } = statusText(state, galleryNow, en)
  const muted = state.muted ? '[muted]' : null
  return [words, time, muted, next].filter((part) => part !== null).join(' ')
}

describe('what is true goes before what was chosen', () => {
  test.each<readonly [StateName, string, string]>([
    ['idle', 'Available 12:34', 'available'],
    ['presence-break', 'Break 12:34', 'neutral'],
    ['presence-pending', 'Available 12:34 then Break', 'available'],
    ['getting-ready', 'Getting ready', 'neutral'],
    ['sign-in', 'Signed out', 'neutral'],
    ['restoring', 'Getting ready', 'neutral'],
    ['failure-microphone-blocked', 'Not reachable: microphone blocked then Available', 'danger'],
    ['failure-microphone-missing', 'Not reachable: no microphone then Available', 'danger'],
    ['failure-device', 'Not reachable: phone line down then Available', 'danger'],
    ['failure-worker', 'Not reachable: queues lost then Available', 'danger'],
    ['failure-server', 'Not reachable: server lost then Available', 'danger'],
    ['failure-desk-outdated', 'Not reachable: update needed then Available', 'danger'],
    ['failure-server-outdated', 'Not reachable: server too old then Available', 'danger'],
    ['notice-taken-out', 'Not reachable: calls stopped 0:40', 'danger'],
    ['ringing', 'Ringing 0:13 then Available', 'available'],
    ['ringing-first-sight', 'Ringing then Available', 'available'],
    ['ringing-failure', 'Ringing 0:13 then not reachable: server lost', 'available'],
    ['call-dialing', 'Calling 0:05 then Available', 'talking'],
    ['call-connecting', 'Connecting 0:01 then Available', 'talking'],
    ['call', 'On a call 7:42 then Available', 'talking'],
    ['call-of-unknown-state', 'On a call 0:42 then Available', 'talking'],
    ['call-muted', 'On a call 7:42 [muted] then Available', 'talking'],
    ['call-holding', 'On a call 7:42 then Available', 'talking'],
    ['call-on-hold', 'On hold 0:38 then Available', 'hold'],
    ['call-on-hold-muted', 'On hold 0:38 [muted] then Available', 'hold'],
    ['call-resuming', 'On hold 1:11 then Available', 'hold'],
    ['call-failure', 'On hold 1:35 then not reachable: server lost', 'hold'],
    ['call-waiting', 'On a call 7:42 then Available', 'talking'],
    ['sign-in-again', 'On a call 7:42 then not reachable: signed out', 'talking'],
    ['wrap-up', 'Wrap-up 1:24 then Available', 'wrap-up'],
    ['wrap-up-then-break', 'Wrap-up 1:24 then Break', 'wrap-up'],
    ['wrap-up-overdue', 'Wrap-up overdue 0:12 then Available', 'danger'],
    ['status-long-overdue', 'Wrap-up overdue 1:50 then Available', 'danger'],
    ['status-then-not-reachable', 'Wrap-up 1:24 then not reachable: microphone blocked', 'wrap-up'],
    ['status-not-reachable-on-break', 'Not reachable: microphone blocked then Break', 'danger'],
    ['status-you-on-hold', 'You’re on hold 0:09 then Available', 'hold'],
    ['status-muted-by-desk', 'On a call 7:42 [muted] then Available', 'talking'],
    [
      'status-call-without-microphone',
      'On a call 7:42 [muted] then not reachable: microphone blocked',
      'talking',
    ],
  ])('%s: %s', (name, words, tone) => {
    const view: AppView = states[name]
    expect(said(view)).toBe(words)
    expect(deskStateOf(view, galleryNow).tone).toBe(tone)
  })

  it('a hold that is only requested is not one', () => {
    expect(deskStateOf(inCall({}, onHold(true, false, 3)), galleryNow).kind).toBe('on-a-call')
  })

  it('a lost session takes no calls, also when its call is over', () => {
    expect(said({ ...idle, session: lostSession() })).toBe('Not reachable: signed out')
  })
})

it('no state is green when a call could not come', () => {
  const green = Object.entries<AppView>(states)
    .filter(([, view]) => deskStateOf(view, galleryNow).kind === 'available')
    .filter(([, { readiness, stage }]) => !readiness.ready || stage.kind === 'wrap-up')
    .map(([name]) => name)
  expect(green).toEqual([])
})

it('a wrap-up becomes overdue by time alone', () => {
  const view = wrappingUp()
  const end = Date.parse(wrapUp.deadline)
  expect(deskStateOf(view, end).kind).toBe('wrap-up')
  expect(deskStateOf(view, end + 1).kind).toBe('wrap-up-overdue')
})
