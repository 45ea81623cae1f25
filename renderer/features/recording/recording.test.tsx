import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { inCall } from '../../gallery/base.ts'
import { open } from '../../../tests/fakes/open-app.tsx'
import { states } from '../../gallery/states.ts'

const button = (name: string) => screen.queryByRole('button', { name })
const inMain = (says: string | RegExp) => screen.queryByText(says, { selector: 'main *' })

function heard(region: 'failure' | 'calmly') {
  return document.querySelector(`[data-announce="${region}"]`)?.textContent
}

test('a call that nobody records has no word of it', async () => {
  const { user, recorded } = open(inCall())
  expect(inMain(/recording/i)).toBeNull()
  await user.keyboard('{Alt>}r{/Alt}')
  expect(recorded).toEqual([])
})

test('a recording says so, and is paused by pointer and by key', async () => {
  const { user, recorded } = open(states['call-recording'])
  expect(inMain('Recording')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Pause recording' }))
  await user.keyboard('{Alt>}r{/Alt}')
  expect(recorded).toEqual([
    ['recording', 'c1', 'pause'],
    ['recording', 'c1', 'pause'],
  ])
})

test.each(['call-recording-asked', 'call-recording-pausing'] as const)(
  '%s: a pause that is not proved still says that it records',
  async (name) => {
    const { user, recorded } = open(states[name])
    expect(inMain('Recording, pausing…')).toBeTruthy()
    expect(button('Pause recording')?.getAttribute('aria-busy')).toBe('true')
    await user.click(screen.getByRole('button', { name: 'Pause recording' }))
    await user.keyboard('{Alt>}r{/Alt}')
    expect(recorded).toEqual([])
  },
)

test('a pause says when it ends, and can be ended before', async () => {
  const { user, recorded } = open(states['call-recording-paused'])
  expect(inMain('Recording paused')?.textContent).toBe('Recording paused resumes in 1:42')
  expect(heard('calmly')).toBe('Talking to Marta Oliveira. Recording paused')
  await user.click(screen.getByRole('button', { name: 'Resume recording' }))
  await user.keyboard('{Alt>}r{/Alt}')
  expect(recorded).toEqual([
    ['recording', 'c1', 'resume'],
    ['recording', 'c1', 'resume'],
  ])
})

test('a pause that failed is told at once with what to do, and tried again', async () => {
  const { user, recorded } = open(states['call-recording-pause-failed'])
  const says =
    'Still recording: pause not confirmed. Don’t ask for card details or passwords. Pause again.'
  expect(inMain(says)).toBeTruthy()
  expect(heard('failure')).toBe(says)
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(recorded).toEqual([['recording', 'c1', 'pause']])
})

test('a recording that failed says that nothing is recorded', () => {
  open(states['call-recording-failed'])
  expect(inMain('Not recorded')).toBeTruthy()
  expect(button('Pause recording')).toBeNull()
  expect(heard('failure')).toMatch(/this call isn’t recorded. Tell your supervisor/)
})

test('one that starts is not yet one, and cannot be paused', async () => {
  const { user, recorded } = open(states['call-recording-starting'])
  expect(inMain('Starting recording…')).toBeTruthy()
  await user.keyboard('{Alt>}r{/Alt}')
  expect(recorded).toEqual([])
})
