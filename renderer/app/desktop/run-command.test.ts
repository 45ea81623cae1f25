import { describe, expect, it } from 'vitest'
import { idle, inCall, onBreak, onHold, ringing } from '../../gallery/base.ts'
import { recordingActions } from '../../../tests/fakes/recording-actions.ts'
import { galleryNow } from '../../gallery/people.ts'
import { states } from '../../gallery/states.ts'
import type { AppView } from '../../view/app-view.ts'
import { deskStatusOf } from './desk-status.ts'
import { createDesktopCommands, nextActivity } from './run-command.ts'

function at(view: AppView) {
  const { actions, recorded } = recordingActions()
  return { remote: createDesktopCommands(() => view, actions.softphone), recorded }
}

const over = states['call-ended']

describe('a global key', () => {
  it.each([
    ['answer', ringing(), [['accept', 'c1']]],
    ['answer', states['call-waiting'], [['accept', 'c2']]],
    ['answer', idle, []],
    ['hang-up', inCall(), [['hangUp', 'c1']]],
    ['hang-up', inCall({ hangingUp: true }), []],
    ['hang-up', over, []],
    ['toggle-mute', inCall(), [['mute', 'c1', true]]],
    ['toggle-mute', inCall({ muted: true }), [['mute', 'c1', false]]],
    ['toggle-mute', idle, []],
    ['push-to-talk', inCall({ muted: true }), [['mute', 'c1', false]]],
    ['toggle-hold', inCall(), [['hold', 'c1']]],
    ['toggle-hold', inCall({}, onHold(true, true, 38)), [['resume', 'c1']]],
    ['toggle-hold', inCall({}, onHold(true, false, 2)), []],
    ['toggle-hold', states['call-connecting'], []],
    ['toggle-hold', states['sign-in-again'], []],
    ['toggle-mute', states['sign-in-again'], [['mute', 'c1', true]]],
    ['hang-up', states['sign-in-again'], [['hangUp', 'c1']]],
    ['next-status', idle, [['agentState.set', 'WA2']]],
    ['show-or-hide', inCall(), []],
  ] as const)('%s does what fits the desk, and nothing else (%#)', (name, view, done) => {
    const { remote, recorded } = at(view)
    remote.hotkey(name)
    expect(recorded).toEqual(done)
  })

  it('goes round the activities, from the one that was asked for', () => {
    const pending = { ...idle, presence: { ...idle.presence, pending: onBreak } }
    expect(nextActivity(pending)?.sid).toBe('WA3')
    const last = { ...idle, presence: { ...idle.presence, current: nextActivity(pending) } }
    expect(nextActivity(last)?.sid).toBe('WA1')
    const none = { ...idle, presence: { current: null, pending: null, since: null, choices: [] } }
    expect(nextActivity(none)).toBeNull()
  })
})

describe('a command from the tray or the mini bar', () => {
  it('reaches the call that it was meant for, and no other', () => {
    const { remote, recorded } = at(inCall())
    remote.command({ kind: 'hold', callId: 'c1', held: true })
    remote.command({ kind: 'hold', callId: 'c1', held: false })
    remote.command({ kind: 'hold', callId: 'c9', held: true })
    remote.command({ kind: 'hang-up', callId: 'c9' })
    remote.command({ kind: 'hang-up', callId: 'c1' })
    remote.command({ kind: 'mute', muted: true })
    remote.command({ kind: 'set-activity', sid: 'WA2' })
    expect(recorded).toEqual([
      ['hold', 'c1'],
      ['hangUp', 'c1'],
      ['mute', 'c1', true],
      ['agentState.set', 'WA2'],
    ])
  })
})

describe('before the program ends', () => {
  it.each([
    ['a call', inCall(), [['hangUp', 'c1']]],
    ['a call in which others go on', states['call-conference'], [['leave', 'c1']]],
    [
      'a call and the one beside it',
      states['call-set-aside'],
      [
        ['hangUp', 'c1'],
        ['hangUp', 'c2'],
      ],
    ],
    ['a call that is on its way back', states['call-returning'], [['hangUp', 'c1']]],
    ['a call that is being hung up', inCall({ hangingUp: true }), []],
    ['a call that is over', over, []],
    ['no call', idle, []],
  ] as const)('the agent leaves %s', (_what, view, done) => {
    const { remote, recorded } = at(view)
    remote.command({ kind: 'leave-calls' })
    expect(recorded).toEqual(done)
  })
})

describe('the ring window', () => {
  it('answers and declines the call that rings, also one that waits; a late press does nothing', () => {
    const first = at(ringing())
    first.remote.ringing('c9', 'answer')
    first.remote.ringing('c1', 'answer')
    first.remote.ringing('c1', 'decline')
    expect(first.recorded).toEqual([
      ['accept', 'c1'],
      ['decline', 'c1'],
    ])
    const second = at(states['call-waiting'])
    second.remote.ringing('c2', 'decline')
    second.remote.ringing('c1', 'decline')
    expect(second.recorded).toEqual([['decline', 'c2']])
  })
})

describe('what the desktop is told', () => {
  it.each([
    [inCall(), 'talking', 'talking', true],
    [inCall({}, onHold(true, true, 38)), 'talking', 'on-hold', true],
    [states['call-connecting'], 'connecting', 'talking', false],
    [over, 'ended', 'talking', false],
  ] as const)('of a call in its states (%#)', (view, state, hold, mayHold) => {
    expect(deskStatusOf(view, galleryNow).call).toMatchObject({
      name: 'Marta Oliveira',
      state,
      hold,
      mayHold,
    })
  })

  it('without one', () => {
    expect(deskStatusOf(ringing(), galleryNow).call).toBeNull()
    expect(deskStatusOf(idle, galleryNow)).toMatchObject({
      signedIn: true,
      current: 'WA1',
      state: { kind: 'available', words: 'Available', next: null, muted: null },
    })
  })

  it('tells also a hidden window that no calls are routed here, and why', () => {
    expect(deskStatusOf(states['notice-taken-out'], galleryNow).alert).toMatchObject({
      title: 'You won’t get calls',
      body: expect.stringMatching(/lost contact/),
    })
    expect(deskStatusOf(states['notice-brought-back'], galleryNow).alert?.title).toMatch(/again/)
    expect(deskStatusOf(idle, galleryNow).alert).toBeNull()
  })
})
