import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { open } from '../../../tests/fakes/open-app.tsx'
import { states } from '../../gallery/states.ts'

test('a conversation with a teammate is told as internal, by a word', () => {
  open(states['idle-internal'])
  const [talked, missed] = within(screen.getByRole('list', { name: 'Recent calls' }))
    .getAllByRole('listitem')
    .map((item) => item.textContent)
  expect(talked).toContain('Internal · Answered')
  expect(missed).toContain('Internal · Support · Missed')
})

test('the list without calls is there and empty: its remark was once counted as a call', () => {
  open(states['idle-new'])
  const list = screen.getByRole('list', { name: 'Recent calls' })
  expect(within(list).queryAllByRole('listitem')).toEqual([])
  expect(screen.getByText(/No calls yet/)).toBeTruthy()
})
