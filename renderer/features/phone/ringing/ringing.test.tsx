import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { idle, ringing } from '../../../gallery/base.ts'
import { open } from '../../../../tests/fakes/open-app.tsx'
import { states } from '../../../gallery/states.ts'

test('says who, from where, and how long they waited until now', () => {
  open(ringing())
  expect(screen.getByRole('heading', { name: 'Marta Oliveira' })).toBeTruthy()
  expect(screen.getByText('Ringing · Support')).toBeTruthy()
  expect(screen.getByText('waited 1:08')).toBeTruthy()
  expect(screen.getByText('13 s')).toBeTruthy()
  expect(screen.getByText('Yesterday')).toBeTruthy()
})

test.each([
  ['{Alt>}a{/Alt}', 'accept'],
  ['{Alt>}d{/Alt}', 'decline'],
])('the keys %s %s', async (keys, name) => {
  const { user, recorded } = open(ringing())
  await user.keyboard(keys)
  expect(recorded).toEqual([[name, 'c1']])
})

test('Answer and Decline by pointer', async () => {
  const { user, recorded } = open(ringing())
  await user.click(screen.getByRole('button', { name: 'Decline' }))
  await user.click(screen.getByRole('button', { name: 'Answer' }))
  expect(recorded).toEqual([
    ['decline', 'c1'],
    ['accept', 'c1'],
  ])
})

test('Escape, Enter and the letters that were being typed do not touch the call', async () => {
  const { user, recorded, show } = open(idle)
  await user.keyboard('41')
  show(ringing())
  await user.keyboard('{Escape}{Enter}ad ')
  expect(recorded).toEqual([])
})

test('answering shows at once, and takes neither a second press nor a change of mind', async () => {
  const { user, recorded } = open(states['ringing-answering'])
  expect(screen.getByText('Answering…')).toBeTruthy()
  const answer = screen.getByRole('button', { name: 'Answer' })
  expect(answer.getAttribute('aria-busy')).toBe('true')
  await user.click(answer)
  await user.click(screen.getByRole('button', { name: 'Decline' }))
  await user.keyboard('{Alt>}a{/Alt}{Alt>}d{/Alt}')
  expect(recorded).toEqual([])
})

test('a withheld number is said to be one', () => {
  open(states['ringing-withheld'])
  expect(screen.getByRole('heading', { name: 'Private number' })).toBeTruthy()
})
