import { fireEvent, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { useSearchList } from './use-search-list.ts'

const names = ['Ada', 'Ben', 'Cleo']

/** The choices are written to `chosen`, those with Shift with a `!`. */
function open(options: { unmarkOnEscape?: boolean } = {}) {
  const chosen: string[] = []
  function Search() {
    const [typed, setTyped] = useState('')
    const items = names.filter((name) => name.toLowerCase().includes(typed))
    const search = useSearchList({
      ...options,
      typed,
      items,
      best: typed === '' ? null : (items[0] ?? null),
      isOpen: items.length > 0,
      keyOf: (name) => name,
      onChoose: (name) => chosen.push(name),
      onChooseOther: (name) => chosen.push(`${name}!`),
    })
    return (
      <>
        <input
          {...search.field}
          aria-label="Search"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={search.onKeyDown}
        />
        <div {...search.list} aria-label="Names">
          {items.map((name) => (
            <div key={name} tabIndex={-1} {...search.itemProps(name)}>
              {name}
            </div>
          ))}
        </div>
      </>
    )
  }
  render(<Search />)
  const field = screen.getByRole<HTMLInputElement>('combobox', { name: 'Search' })
  const marked = () => screen.queryByRole('option', { selected: true })?.textContent ?? null
  return { user: userEvent.setup(), chosen, field, marked }
}

test('it takes no focus by itself, and keeps the focus that it has', async () => {
  const { user, field } = open()
  expect(document.activeElement).toBe(document.body)
  await user.click(field)
  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(document.activeElement).toBe(field)
})

test('the marked option is the active descendant, and each is controlled by the field', async () => {
  const { user, field, marked } = open()
  const list = screen.getByRole('listbox', { name: 'Names' })
  expect(field.getAttribute('aria-controls')).toBe(list.id)
  expect(field.getAttribute('aria-expanded')).toBe('true')
  expect(field.hasAttribute('aria-activedescendant')).toBe(false)
  await user.type(field, 'b')
  expect(marked()).toBe('Ben')
  const active = field.getAttribute('aria-activedescendant')
  expect(screen.getByRole('option', { selected: true }).id).toBe(active)
  await user.type(field, 'x')
  expect(field.getAttribute('aria-expanded')).toBe('false')
  expect(field.hasAttribute('aria-activedescendant')).toBe(false)
})

test('the arrows go round the ends, and a letter marks the best again', async () => {
  const { user, field, marked } = open()
  await user.type(field, '{ArrowUp}')
  expect(marked()).toBe('Cleo')
  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(marked()).toBe('Ben')
  await user.keyboard('e')
  expect(marked()).toBe('Ben')
  await user.keyboard('{ArrowDown}')
  expect(marked()).toBe('Cleo')
  await user.keyboard('{Backspace}')
  expect(marked()).toBeNull()
})

test('Enter and Shift+Enter choose the marked option; a held Enter and one that composes do not', async () => {
  const { user, field, chosen } = open()
  await user.type(field, '{Enter}{Shift>}{Enter}{/Shift}')
  expect(chosen).toEqual([])
  await user.keyboard('a')
  fireEvent.keyDown(field, { key: 'Enter', repeat: true })
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true })
  fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true })
  expect(chosen).toEqual([])
  await user.keyboard('{Enter}{Shift>}{Enter}{/Shift}{Enter}')
  expect(chosen).toEqual(['Ada', 'Ada!', 'Ada'])
})

test("the field's own keys stay its own", async () => {
  const { user, field, marked } = open()
  await user.type(field, 'e')
  for (const key of ['Home', 'End', 'ArrowLeft', 'ArrowRight', 'PageDown', 'Escape', 'Tab', 'b']) {
    expect([key, fireEvent.keyDown(field, { key })]).toEqual([key, true])
  }
  expect(marked()).toBe('Ben')
})

test('a lost focus and the mouse neither choose nor mark', async () => {
  const { user, field, chosen, marked } = open()
  await user.type(field, 'e')
  await user.hover(screen.getByRole('option', { name: 'Cleo' }))
  await user.tab()
  expect([marked(), chosen]).toEqual(['Ben', []])
})

test('Escape takes the mark away where it is asked for', async () => {
  const { user, field, chosen, marked } = open({ unmarkOnEscape: true })
  await user.type(field, 'a{Escape}{Enter}')
  expect([marked(), chosen]).toEqual([null, []])
  await user.keyboard('{Backspace}a{Enter}')
  expect(chosen).toEqual(['Ada'])
})
