import { act, screen } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { idle, inCall, ringing, wrappingUp } from '../gallery/base.ts'
import { states } from '../gallery/states.ts'
import { open } from '../../tests/fakes/open-app.tsx'
import type { AppView } from '../view/app-view.ts'

type Desk = ReturnType<typeof open>
const button = (name: string | RegExp) => screen.getByRole('button', { name })
const heading = () => screen.getByRole('heading', { level: 1 })
const disposition = () => screen.getByRole('combobox', { name: 'Disposition' })
const number = () => screen.getByRole('combobox', { name: 'Number' })

/** Where the next action is on each screen. */
const next: Readonly<Record<string, readonly [AppView, () => HTMLElement]>> = {
  'a ring': [ringing(), heading],
  'the call': [inCall(), heading],
  'after-call work': [wrappingUp(), disposition],
  'the idle screen': [idle, number],
}

/** Where an agent may have the focus when the screen changes, without typing. */
const places: Readonly<Record<string, (desk: Desk) => Promise<void>>> = {
  nothing: () => Promise.resolve(),
  'the status': async ({ user }) => {
    button(/^Status/).focus()
    await user.keyboard('{Shift}')
  },
  'the open menu of the status': ({ user }) => user.click(button(/^Status/)),
  'the open account menu': ({ user }) => user.click(button('Account')),
}

const changes = Object.entries(next).flatMap(([name, [view, where]]) =>
  Object.entries(places).map(([place, go]) => [name, place, view, where, go] as const),
)

describe('after a change of the screen the focus is where the next action is', () => {
  test.each(changes)('%s, from %s', async (_name, _place, view, where, go) => {
    vi.useFakeTimers({ toFake: ['setTimeout'], shouldAdvanceTime: true })
    const desk = open(view.stage.kind === 'idle' ? wrappingUp() : idle)
    await go(desk)
    desk.show(view)
    // A menu that closes gives its focus back a moment later.
    act(() => void vi.runAllTimers())
    vi.useRealTimers()
    expect(document.activeElement).toBe(where())
    expect(screen.queryByRole('menu')).toBeNull()
  })

  test('a call that ends while the settings are open: the disposition', async () => {
    const { user, show } = open(inCall())
    await user.click(button('Account'))
    await user.click(screen.getByRole('menuitem', { name: 'Settings' }))
    await user.click(screen.getByRole('heading', { name: 'Settings' }))
    button('Account').focus()
    show(wrappingUp())
    expect(document.activeElement).toBe(disposition())
  })

  test('the next Enter, meant for the old screen, answers nothing and opens nothing', async () => {
    const { user, show, recorded } = open(idle)
    await user.click(button(/^Status/))
    show(ringing())
    await user.keyboard('{Enter} ')
    expect(recorded).toEqual([])
    expect(screen.queryByRole('menu')).toBeNull()
  })

  test('a field in which the agent types keeps the focus', async () => {
    const { user, show } = open(wrappingUp())
    const notes = screen.getByRole('textbox', { name: 'Notes' })
    // Another program's field on the page, as a stand-in for one that outlives the screen.
    const field = document.body.appendChild(document.createElement('input'))
    await user.click(notes)
    await user.click(field)
    show(idle)
    expect(document.activeElement).toBe(field)
    show(ringing())
    expect(document.activeElement).toBe(field)
    field.remove()
  })

  test('another tab that stays open keeps the focus when the work is completed', async () => {
    const { user, show } = open(wrappingUp())
    await user.click(button('History'))
    show(idle)
    expect(document.activeElement).toBe(button('History'))
  })
})

describe('a panel that closes', () => {
  const notes = () => screen.getByRole('textbox', { name: 'Notes' })
  const keypad = () => screen.getByRole('group', { name: 'Keys' })

  test.each([
    ['the button that opened it', () => button('Keypad')],
    ['the notes', notes],
  ])('gives the focus back to %s', async (_, before) => {
    const { user } = open(inCall())
    before().focus()
    act(() => button('Keypad').click())
    expect(document.activeElement).toBe(keypad())
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('group', { name: 'Keys' })).toBeNull()
    expect(document.activeElement).toBe(before())
  })

  // After a transfer the focus was on the status again, and Ctrl+Enter opened its menu.
  test('gives it to the heading and never to the header', async () => {
    const { show } = open(inCall())
    button(/^Status/).focus()
    act(() => button('Transfer').click())
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Search' }))
    show(states['call-transfer-consulting'])
    expect(document.activeElement).toBe(heading())
  })
})
