// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { open } from '../../gallery/jsdom.tsx'
import { states } from '../../gallery/states.ts'

test('the list without calls is there and empty: its remark was once counted as a call', () => {
  open(states['idle-new'])
  const list = screen.getByRole('list', { name: 'Recent calls' })
  expect(within(list).queryAllByRole('listitem')).toEqual([])
  expect(screen.getByText(/No calls yet/)).toBeTruthy()
})
