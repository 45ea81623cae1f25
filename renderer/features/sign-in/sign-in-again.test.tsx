import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { open } from '../../../tests/fakes/open-app.tsx'
import { states } from '../../gallery/states.ts'

const dialog = () => within(screen.getByRole('dialog', { name: 'Sign in again' }))

test('the focus is in the password, and Enter signs the same agent in', async () => {
  const { user, recorded } = open(states['sign-in-again'])
  const password = dialog().getByLabelText('Password for Ada Bennett')
  expect(document.activeElement).toBe(password)
  await user.type(password, 'open sesame{Enter}')
  expect(recorded).toEqual([['signIn', 'ada', 'open sesame']])
})

test('the call can be muted and hung up, by keys alone', async () => {
  const { user, recorded } = open(states['sign-in-again'])
  await user.tab({ shift: true })
  expect(document.activeElement).toBe(dialog().getByRole('button', { name: 'Hang up' }))
  await user.tab({ shift: true })
  await user.keyboard('{Enter}')
  await user.tab()
  await user.keyboard(' ')
  expect(recorded.map(([name]) => name)).toEqual(['mute', 'hangUp'])
})

test('it stays when Escape is pressed', () => {
  open(states['sign-in-again'])
  const shown = screen.getByRole('dialog')
  expect(fireEvent(shown, new Event('cancel', { cancelable: true }))).toBe(false)
  expect(fireEvent.keyDown(shown, { key: 'Escape' })).toBe(false)
})

test('a wrong password is told at the field', () => {
  open(states['sign-in-again-wrong'])
  const field = dialog().getByLabelText('Password for Ada Bennett')
  expect(field.getAttribute('aria-invalid')).toBe('true')
  const error = document.querySelector(`[id="${field.getAttribute('aria-describedby')}"]`)
  expect(error?.textContent).toBe('The password is wrong. Try again.')
})

test('a practice account goes on with one press', async () => {
  const { user, recorded } = open(states['sign-in-again-muted'])
  await user.click(dialog().getByRole('button', { name: 'Continue as Ada Bennett' }))
  await user.click(dialog().getByRole('button', { name: 'Unmute' }))
  expect(recorded.map(([name]) => name)).toEqual(['signInDemo', 'mute'])
})

test('while the password is checked, a second press does nothing', async () => {
  const { user, recorded } = open(states['sign-in-again-busy'])
  await user.type(dialog().getByLabelText('Password for Ada Bennett'), 'x{Enter}')
  expect(recorded).toEqual([])
})

test('what was written on the call is still there behind it, and after it', async () => {
  const { user, show } = open(states['call-muted'])
  await user.type(screen.getByRole('textbox', { name: 'Notes' }), ' and a refund')
  const notes = screen.getByDisplayValue(/ and a refund$/)
  show(states['sign-in-again-muted'])
  expect(dialog()).toBeTruthy()
  show(states['call-muted'])
  expect(screen.getByDisplayValue(/ and a refund$/)).toBe(notes)
})
