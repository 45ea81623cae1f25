import { createEvent, fireEvent, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { inCall, ringing } from '../gallery/base.ts'
import { states } from '../gallery/states.ts'
import { open } from '../../tests/fakes/open-app.tsx'
import type { AppView } from '../view/app-view.ts'

const notes = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Notes' })
const search = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Search' })
const said = 'hello madam, thank you: 4711!'

/** What was done to a call; saving a note does not count. */
function commands(recorded: readonly (readonly [string, ...unknown[]])[]) {
  return recorded.filter(([name]) => name !== 'writeNotes')
}

const withNotes: readonly (readonly [string, AppView])[] = [
  ['a call', inCall({}, { notes: '' })],
  ['a call that is waiting', states['call-waiting']],
  ['a call being dialled', states['call-dialing']],
  ['a transfer', states['call-transfer-consulting']],
  ['a conference', states['call-conference']],
  ['two calls', states['call-set-aside']],
  ['a call that ended', states['call-ended']],
]

describe('text that is typed while no field has the focus', () => {
  // "hello madam, thank you" put the customer on hold, muted the agent and opened Add.
  test.each(withNotes)('goes to the end of the notes and works nothing: %s', async (_, view) => {
    const { user, recorded, show } = open(ringing())
    show(view)
    const before = notes().value
    await user.keyboard(said)
    expect(notes().value).toBe(before + said)
    expect(commands(recorded)).toEqual([])
  })

  test('goes there from a button too; Space and Enter still press the button', async () => {
    const { user, recorded } = open(inCall({}, { notes: 'Order' }))
    screen.getByRole('button', { name: 'Mute' }).focus()
    await user.keyboard(' {Enter}')
    expect(recorded).toEqual([
      ['mute', 'c1', true],
      ['mute', 'c1', true],
    ])
    await user.keyboard(': two parcels')
    expect(notes().value).toBe('Order: two parcels')
  })

  test('begins with no question mark, which shows the keys; one within the notes is text', async () => {
    const { user } = open(inCall({}, { notes: '' }))
    await user.keyboard('?')
    expect(notes().value).toBe('')
    expect(screen.getByRole('dialog')).toBeTruthy()
    await user.keyboard('{Escape}why?')
    expect(notes().value).toBe('why?')
  })

  test.each([
    ['a paste', { key: 'v', ctrlKey: true }],
    ['a paste on a Mac', { key: 'v', metaKey: true }],
    ['a dead key', { key: 'Dead' }],
    ['an input method', { key: 'Process' }],
    ['AltGr', { key: '@', ctrlKey: true, altKey: true, modifierAltGraph: true }],
  ])('%s begins in the notes', (_, press) => {
    open(inCall())
    fireEvent.keyDown(document.body, press)
    expect(document.activeElement).toBe(notes())
    expect(notes().selectionStart).toBe(notes().value.length)
  })

  test.each([
    ['Ctrl', { key: 'c', ctrlKey: true }],
    ['Alt', { key: 'x', altKey: true }],
    ['Meta', { key: 'p', metaKey: true }],
    ['a key without a character', { key: 'F5' }],
    ['Backspace', { key: 'Backspace' }],
    ['a key that is held down', { key: 'h', repeat: true }],
  ])('%s is not text', (_, press) => {
    open(inCall())
    fireEvent.keyDown(document.body, press)
    expect(document.activeElement).not.toBe(notes())
  })

  test('a command that has the key comes first', () => {
    open(inCall())
    const act = (event: KeyboardEvent) => event.preventDefault()
    // Added later than the notes: the order of the listeners does not decide.
    window.addEventListener('keydown', act)
    fireEvent.keyDown(document.body, { key: 'h' })
    window.removeEventListener('keydown', act)
    expect(document.activeElement).not.toBe(notes())
  })

  test('stays in a field that has the focus, and in an open menu', async () => {
    const { user } = open(inCall({}, { notes: '' }))
    await user.click(screen.getByRole('button', { name: /^Status/ }))
    await user.keyboard('b')
    expect(screen.getByRole('menu')).toBeTruthy()
    expect(notes().value).toBe('')
  })

  test('is a tone or a note while the keypad is open, which has the focus', async () => {
    const { user, recorded } = open(inCall({}, { notes: '' }))
    await user.click(notes())
    await user.click(screen.getByRole('button', { name: 'Keypad' }))
    await user.keyboard('4*#')
    expect(recorded.map(([name, , key]) => [name, key])).toEqual([
      ['sendDigits', '4'],
      ['sendDigits', '*'],
      ['sendDigits', '#'],
    ])
    await user.keyboard('ivr')
    expect(notes().value).toBe('ivr')
  })

  test('searches while the transfer panel is open', async () => {
    const { user, recorded } = open(inCall({}, { notes: '' }))
    await user.click(screen.getByRole('button', { name: 'Transfer' }))
    screen.getByRole('button', { name: 'Mute' }).focus()
    await user.keyboard('den')
    expect(search().value).toBe('den')
    expect(commands(recorded).filter(([name]) => name !== 'directory')).toEqual([])
  })

  test.each([
    ['while it rings', ringing()],
    ['for a teammate in place of the customer', states['call-internal-reached']],
    ['for an agent who is asked, and reads the notes of another', states['call-asked-advice']],
  ])('goes nowhere %s', async (_, view) => {
    const { user, recorded } = open(view)
    const { activeElement } = document
    await user.keyboard(said)
    expect(recorded).toEqual([])
    expect(document.activeElement).toBe(activeElement)
  })

  test('goes into no notes that another tab or a dialog covers', async () => {
    const { user, show, recorded } = open(inCall({}, { notes: '' }))
    await user.click(screen.getByRole('button', { name: 'History' }))
    await user.keyboard('abc')
    expect(recorded).toEqual([])
    show(states['sign-in-again'])
    const button = screen.getByRole('button', { name: /^Sign in/ })
    const press = createEvent.keyDown(button, { key: 'a' })
    button.focus()
    fireEvent(button, press)
    expect(document.activeElement).toBe(button)
  })
})

test('Escape leaves the notes, and ends no call', async () => {
  const { user, recorded } = open(inCall())
  await user.click(notes())
  await user.keyboard('{Escape}')
  expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }))
  await user.keyboard('{Escape}')
  expect(recorded).toEqual([])
})
