import { fireEvent, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { idle, inCall } from '../gallery/base.ts'
import { states } from '../gallery/states.ts'
import { open } from '../../tests/fakes/open-app.tsx'

/** The menus whose trigger opens by Enter and Space, and a screen that has them. */
const menus = [/^Status/, /^Account/, /^Caller ID/]
const modified = ['Control', 'Alt', 'Meta'].flatMap((modifier) =>
  ['{Enter}', ' '].map((key) => `{${modifier}>}${key}{/${modifier}}`),
)

describe('Enter and Space with Ctrl, Alt or Meta', () => {
  // Ctrl+Enter completed a transfer and opened the menu of the status too; the next Enter chose Offline.
  test('complete a transfer, and open no menu that has the focus', async () => {
    const { user, recorded } = open(states['call-transfer-consulting'])
    screen.getByRole('button', { name: /^Status/ }).focus()
    await user.keyboard('{Control>}{Enter}{/Control}{Enter}{ArrowUp}{Escape}')
    expect(recorded).toEqual([['endTransfer', 'c1', 'complete']])
  })

  test.each(menus)('open no menu: %s', async (name) => {
    const { user } = open(idle)
    screen.getByRole('button', { name }).focus()
    for (const keys of modified) await user.keyboard(keys)
    expect(screen.queryByRole('menu')).toBeNull()
    await user.keyboard('{Enter}')
    expect(screen.getByRole('menu')).toBeTruthy()
  })

  test('choose nothing in an open menu', async () => {
    const { user, recorded } = open(idle)
    await user.click(screen.getByRole('button', { name: /^Status/ }))
    await user.keyboard('{ArrowDown}')
    for (const keys of modified) await user.keyboard(keys)
    expect(recorded).toEqual([])
    await user.keyboard('{ArrowDown}{Enter}')
    expect(recorded).toHaveLength(1)
  })

  test('press no button', async () => {
    const { user, recorded } = open(inCall())
    screen.getByRole('button', { name: 'Hang up' }).focus()
    for (const keys of modified) await user.keyboard(keys)
    expect(recorded).toEqual([])
    await user.keyboard('{Enter} ')
    expect(recorded).toEqual([
      ['hangUp', 'c1'],
      ['hangUp', 'c1'],
    ])
  })

  test('dial no number', () => {
    open(idle)
    const number = screen.getByRole('combobox', { name: 'Number' })
    // Not prevented, it would submit the form.
    expect(fireEvent.keyDown(number, { key: 'Enter', ctrlKey: true })).toBe(false)
    expect(fireEvent.keyDown(number, { key: 'Enter' })).toBe(true)
    expect(fireEvent.keyDown(number, { key: ' ', altKey: true })).toBe(true)
  })
})

test('a key that is held down does not press what gets the focus meanwhile', () => {
  const { show } = open(states['wrap-up-chosen'])
  fireEvent.keyDown(screen.getByRole('button', { name: 'Complete' }), { key: 'Enter' })
  show(idle)
  const number = screen.getByRole('combobox', { name: 'Number' })
  expect(document.activeElement).toBe(number)
  expect(fireEvent.keyDown(number, { key: 'Enter', repeat: true })).toBe(false)
  const status = screen.getByRole('button', { name: /^Status/ })
  fireEvent.keyDown(status, { key: ' ', repeat: true })
  expect(screen.queryByRole('menu')).toBeNull()
})
