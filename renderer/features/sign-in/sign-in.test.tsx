import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { open } from '../../../tests/fakes/open-app.tsx'
import { states } from '../../gallery/states.ts'

test('a name and a password sign in, by Enter too', async () => {
  const { user, recorded } = open(states['sign-in'])
  await user.type(screen.getByRole('textbox', { name: 'Username' }), ' ada ')
  await user.type(screen.getByLabelText('Password'), 'open sesame{Enter}')
  expect(recorded).toEqual([['signIn', 'ada', 'open sesame']])
})

test('without both nothing is sent', async () => {
  const { user, recorded } = open(states['sign-in'])
  await user.type(screen.getByRole('textbox', { name: 'Username' }), 'ada')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(recorded).toEqual([])
})

test('a demo account is one press', async () => {
  const { user, recorded } = open(states['sign-in-demo'])
  await user.click(screen.getByRole('button', { name: 'Continue as Ada' }))
  expect(recorded).toEqual([['signInDemo', 'ada']])
})

test('a refusal says what to do, and belongs to the fields', () => {
  open(states['sign-in-wrong'])
  const field = screen.getByRole('textbox', { name: 'Username' })
  expect(field.getAttribute('aria-invalid')).toBe('true')
  const error = document.querySelector(`[id="${field.getAttribute('aria-describedby')}"]`)
  expect(error?.textContent).toBe('The username or password is wrong. Try again.')
})

test('while it is being asked, a second press does nothing and the name stays', async () => {
  const { user, recorded } = open(states['sign-in-busy'])
  await user.type(screen.getByRole('textbox', { name: 'Username' }), 'ada')
  await user.type(screen.getByLabelText('Password'), 'x{Enter}')
  const button = screen.getByRole('button', { name: 'Sign in' })
  await user.click(button)
  expect(button.getAttribute('aria-busy')).toBe('true')
  expect(recorded).toEqual([])
})

test('the server can be changed on the desktop alone', async () => {
  const { user, recorded } = open(states['sign-in-server'])
  await user.click(screen.getByRole('button', { name: 'Change' }))
  const field = screen.getByRole('textbox', { name: 'Server address' })
  await user.clear(field)
  // Passwords travel to it: what the desktop would not use is refused here, with what to write instead.
  await user.type(field, 'http://10.0.0.5{Enter}')
  expect(screen.getByText(/Enter the full address/)).toBeTruthy()
  expect(recorded).toEqual([])
  await user.clear(field)
  await user.type(field, 'https://other.example.com/x{Enter}')
  expect(recorded).toEqual([['setServer', 'https://other.example.com']])
})

test('a server that a policy names is shown as decided, and no other is offered', () => {
  open(states['sign-in-server-managed'])
  expect(screen.getByText(/https:\/\/desk\.example\.com/)).toBeTruthy()
  expect(screen.getByText('Set by your organisation')).toBeTruthy()
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Sign in'])
})

test('no server field in a page that came from its server', () => {
  open(states['sign-in'])
  expect(screen.queryByRole('button', { name: 'Change' })).toBeNull()
})
