import { act, fireEvent, screen, within } from '@testing-library/react'
import { assert, constantFrom, property, string } from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  windowKeyNames,
  windowKeys,
  type WindowKeyName,
} from '../../electron/contract/window-keys.ts'
import { open } from '../../tests/fakes/open-app.tsx'
import type { Recorded } from '../../tests/fakes/recording-actions.ts'
import { idle, inCall, ringing } from '../gallery/base.ts'
import { states } from '../gallery/states.ts'
import type { AppView } from '../view/app-view.ts'

const everyState = Object.entries<AppView>(states)

/** Reading a list and keeping what was typed are no commands. */
function commandsAmong(recorded: readonly Recorded[]): readonly Recorded[] {
  return recorded.filter(([name]) => !/^(directory|writeNotes|afterCallWork\.draft)$/u.test(name))
}

function leaveField(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}

function type(text: string): void {
  act(() => {
    leaveField()
    for (const key of text) {
      const init = { key, code: codeOf(key), bubbles: true, cancelable: true }
      document.body.dispatchEvent(new KeyboardEvent('keydown', init))
      document.body.dispatchEvent(new KeyboardEvent('keyup', init))
    }
  })
}

function codeOf(key: string): string {
  if (/^[a-z]$/iu.test(key)) return `Key${key.toUpperCase()}`
  return /^\d$/u.test(key) ? `Digit${key}` : ''
}

/** Presses the default key of an action. */
function press(name: WindowKeyName, target: Element = document.body, more: KeyboardEventInit = {}) {
  const parts = windowKeys[name].key.split('+')
  const key = parts.at(-1) ?? ''
  const has = (modifier: string) => parts.includes(modifier)
  return fireEvent.keyDown(target, {
    key: key.length === 1 ? key.toLowerCase() : key,
    code: codeOf(key) || key,
    altKey: has('Alt'),
    shiftKey: has('Shift'),
    ctrlKey: has('CommandOrControl'),
    ...more,
  })
}

const printable = Array.from({ length: 95 }, (_, at) => String.fromCodePoint(32 + at)).join('')

describe('typing without a field in focus', () => {
  it('commands nothing, in whatever order', () => {
    const busy = ['call', 'call-transfer-consulting', 'call-set-aside', 'ringing'] as const
    assert(
      property(
        constantFrom(...busy),
        string({ unit: constantFrom(...printable), maxLength: 40 }),
        (name, text) => {
          const { recorded, unmount } = open(states[name])
          type(text)
          expect(commandsAmong(recorded)).toEqual([])
          unmount()
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('a key does what its button does', () => {
  const opening: ReadonlySet<WindowKeyName> = new Set(['keypad', 'transfer', 'add', 'new-call'])
  const names = windowKeyNames.filter((name) => windowKeys[name].group !== 'everywhere')
  const aria = (name: WindowKeyName) => windowKeys[name].key.replace('CommandOrControl', 'Control')

  /** The button of an action that can be pressed now. */
  function buttonOf(name: WindowKeyName): HTMLElement | undefined {
    // Over a lost session, only what the dialog has can be pressed.
    const scope = document.querySelector('[type="password"]')?.closest('dialog') ?? document
    const all = [...scope.querySelectorAll<HTMLElement>(`[aria-keyshortcuts="${aria(name)}"]`)]
    return all.find((each) => !each.matches(':disabled, [aria-disabled="true"]'))
  }

  test.each(everyState)('and a letter does nothing, in %s', (_state, view) => {
    const { recorded } = open(view)
    recorded.length = 0
    // The question mark opens the list of keys, which has tests of its own.
    type(printable.replace('?', ''))
    expect(commandsAmong(recorded)).toEqual([])
    expect(document.querySelector('[role="grid"]')).toBeNull()
    for (const name of names) {
      recorded.length = 0
      const button = buttonOf(name)
      press(name)
      const byKey = commandsAmong(recorded)
      recorded.length = 0
      const isOpen = buttonOf(name)?.getAttribute('aria-expanded') === 'true'
      expect([name, isOpen]).toEqual([name, opening.has(name) && button !== undefined])
      // What opens something closes it with the next press; all others are pressed now by their button.
      if (isOpen) press(name)
      else if (button !== undefined) fireEvent.click(button)
      expect([name, byKey]).toEqual([name, commandsAmong(recorded)])
    }
  })

  test('a held key acts once', () => {
    const { recorded } = open(inCall())
    press('toggle-mute')
    expect(press('toggle-mute', document.body, { repeat: true })).toBe(false)
    expect(recorded).toHaveLength(1)
  })

  test('a key that can do nothing now is kept from the browser', () => {
    open(idle)
    expect(press('decline')).toBe(false)
    expect(fireEvent.keyDown(document.body, { key: 'x', code: 'KeyX', altKey: true })).toBe(true)
  })

  test('Ctrl+Enter completes, and does not also press what has the focus', async () => {
    const { user, recorded } = open(states['call-transfer-consulting'])
    screen.getByRole('button', { name: 'Account' }).focus()
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(recorded).toEqual([['endTransfer', 'c1', 'complete']])
    expect(screen.queryByRole('menu')).toBeNull()
  })
})

describe('a key does not act on what is not seen', () => {
  const history = () => screen.getByRole('button', { name: 'History' })

  test('what opens something shows the phone with it', async () => {
    const { user } = open(inCall())
    await user.click(history())
    press('transfer')
    expect(screen.getByRole('dialog', { name: 'Transfer Marta Oliveira' })).toBeTruthy()
  })

  test('what only the phone shows is shown first, and done by the next press', async () => {
    const { user, recorded } = open(states['call-recording'])
    await user.click(history())
    press('toggle-recording')
    expect(recorded).toEqual([])
    expect(screen.getByRole('button', { name: 'Pause recording' })).toBeTruthy()
    press('toggle-recording')
    expect(recorded).toEqual([['recording', 'c1', 'pause']])
  })

  test('mute, hold and hang up act on every tab', async () => {
    const { user, recorded } = open(inCall())
    await user.click(history())
    for (const name of ['toggle-mute', 'toggle-hold', 'hang-up'] as const) press(name)
    expect(recorded.map(([name]) => name)).toEqual(['mute', 'hold', 'hangUp'])
  })

  test('tones are not sent from another tab', async () => {
    const { user, recorded } = open(inCall())
    press('keypad')
    await user.click(history())
    await user.keyboard('5{Escape}')
    expect(recorded).toEqual([])
  })

  test('a customer is taken back from a queue once, whichever tab shows them', async () => {
    const { user, recorded } = open(states['idle-handed-over'])
    await user.click(history())
    press('retrieve')
    expect(recorded).toEqual([['retrieve', 'c9']])
  })

  test('while the sign-in covers the call, its own two commands work, in the password too', () => {
    const { recorded } = open(states['sign-in-again'])
    const password = screen.getByLabelText('Password for Ada Bennett')
    for (const name of windowKeyNames) press(name, password)
    expect(recorded).toEqual([
      ['mute', 'c1', true],
      ['hangUp', 'c1'],
    ])
    expect(screen.queryByRole('heading', { name: 'Settings' })).toBeNull()
  })
})

test('Alt with a digit sets that status; more digits than statuses do nothing', async () => {
  const { user, recorded } = open(inCall())
  await user.keyboard('{Alt>}29{/Alt}')
  expect(recorded).toEqual([['agentState.set', 'WA2']])
  await user.click(screen.getByRole('button', { name: /^Status/u }))
  expect(
    screen.getAllByRole('menuitemradio').map((item) => item.getAttribute('aria-keyshortcuts')),
  ).toEqual(['Alt+1', 'Alt+2', 'Alt+3'])
})

test('each tab has its key', () => {
  open(inCall())
  press('show-settings')
  expect(screen.getByRole('heading', { name: 'Settings', level: 1 })).toBeTruthy()
  press('show-history')
  expect(screen.getByRole('heading', { name: 'History', level: 1 })).toBeTruthy()
  press('show-phone')
  expect(screen.getByRole('button', { name: 'Hang up' })).toBeTruthy()
})

describe('letters alone, where they are switched on', () => {
  const bare = { 'keys.bareLetters': true } as const

  test('work a call, but not in a field, and never end it', async () => {
    const { user, recorded } = open(inCall(), undefined, bare)
    type('mehe')
    expect(recorded.map(([name]) => name)).toEqual(['mute', 'hold'])
    recorded.length = 0
    await user.type(screen.getByRole('textbox', { name: 'Notes' }), 'mh')
    expect(commandsAmong(recorded)).toEqual([])
  })

  test('do not answer', () => {
    const { recorded } = open(ringing(), undefined, bare)
    type('ad')
    expect(recorded).toEqual([])
  })
})

test('a changed key is the one that works, and the one that is shown', () => {
  const { recorded } = open(inCall(), undefined, {
    'key.toggle-mute': 'F8',
    'key.toggle-hold': null,
  })
  press('toggle-mute')
  press('toggle-hold')
  expect(recorded).toEqual([])
  fireEvent.keyDown(document.body, { key: 'F8', code: 'F8' })
  expect(recorded).toEqual([['mute', 'c1', true]])
  const aria = (name: string) =>
    screen.getByRole('button', { name }).getAttribute('aria-keyshortcuts')
  expect([aria('Mute'), aria('Hold')]).toEqual(['F8', null])
})

describe('the list of shortcuts', () => {
  const list = () => screen.queryByRole('dialog', { name: 'Keyboard shortcuts' })

  test('? opens it with every key, and Escape closes it', async () => {
    const { user } = open(inCall())
    await user.keyboard('?')
    const shown = list()?.textContent ?? ''
    for (const name of windowKeyNames) expect(shown).toContain(windowKeys[name].label)
    expect(shown).toContain('Mute and unmuteAlt M')
    expect(shown).toContain('Alt 1…9')
    await user.keyboard('{Escape}')
    expect(list()).toBeNull()
  })

  test('is in the account menu too, and leads to the settings', async () => {
    const { user } = open(idle)
    await user.click(screen.getByRole('button', { name: 'Account' }))
    await user.click(screen.getByRole('menuitem', { name: 'Keyboard shortcuts' }))
    const shown = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
    await user.click(within(shown).getByRole('button', { name: 'Change…' }))
    expect(list()).toBeNull()
    expect(screen.getByRole('region', { name: 'Keyboard shortcuts' })).toBeTruthy()
  })

  test('in a field ? is text', async () => {
    const { user } = open(inCall())
    await user.type(screen.getByRole('textbox', { name: 'Notes' }), '?')
    expect(list()).toBeNull()
  })

  test('leaves mute, hold and hang up working; other keys close it first', async () => {
    const { user, recorded } = open(states['call-recording'])
    await user.keyboard('?')
    press('toggle-mute')
    expect(recorded).toEqual([['mute', 'c1', true]])
    expect(list()).toBeTruthy()
    press('toggle-recording')
    expect(list()).toBeNull()
    expect(recorded).toHaveLength(1)
    await user.keyboard('?')
    press('transfer')
    expect(list()).toBeNull()
    expect(screen.getByRole('dialog', { name: 'Transfer Marta Oliveira' })).toBeTruthy()
  })

  test('does not hide a ring', async () => {
    const { user, show } = open(idle)
    leaveField()
    await user.keyboard('?')
    expect(list()).toBeTruthy()
    show(ringing())
    expect(list()).toBeNull()
  })
})
