import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { open } from '../../../tests/fakes/open-app.tsx'
import { states } from '../../gallery/states.ts'

const retrieve = () => screen.getByRole('button', { name: 'Take back Marta Oliveira' })

test.each([
  ['between calls', states['idle-handed-over']],
  ['while the call is written up', states['wrap-up-handed-over']],
])('who waits in a queue is taken back by pointer and by key, %s', async (_when, view) => {
  const { user, recorded } = open(view)
  expect(screen.getByText('Marta Oliveira is waiting in Logistics. No answer yet.')).toBeTruthy()
  await user.click(retrieve())
  await user.keyboard('{Alt>}q{/Alt}')
  expect(recorded).toEqual([
    ['retrieve', 'c9'],
    ['retrieve', 'c9'],
  ])
})

test('what was asked for is busy, and is not asked for again', async () => {
  const { user, recorded } = open(states['idle-taking-back'])
  expect(retrieve().getAttribute('aria-busy')).toBe('true')
  await user.click(retrieve())
  await user.keyboard('{Alt>}q{/Alt}')
  expect(recorded).toEqual([])
})

test('that it was too late is said while the call is written up, until it is dismissed', async () => {
  const { user, recorded } = open(states['wrap-up-taken-back-too-late'])
  expect(screen.getByText('Someone else has already answered.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(recorded).toEqual([['clearDialError']])
})
