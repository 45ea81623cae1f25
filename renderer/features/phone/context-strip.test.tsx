import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { inCall, withStage } from '../../gallery/base.ts'
import { states } from '../../gallery/states.ts'
import { open } from '../../../tests/fakes/open-app.tsx'

const strip = () => screen.queryByText('Support · waited 1:08 · 2 earlier calls')

test('a narrow window folds the customer into a line above the notes', async () => {
  const { user } = open(inCall())
  const line = strip()
  expect(line).not.toBeNull()
  const folded = line?.closest('details')
  expect(folded?.open).toBe(false)
  await user.click(line ?? document.body)
  expect(folded?.open).toBe(true)
  expect(within(folded ?? document.body).getByText('Yesterday')).toBeTruthy()
  expect(within(folded ?? document.body).getByText('+351 308 801 000')).toBeTruthy()
})

test('a wide window has it beside the call instead', () => {
  window.innerWidth = 1280
  open(inCall())
  expect(strip()).toBeNull()
  const beside = within(screen.getByRole('complementary', { name: 'About this call' }))
  expect(beside.getByText('Yesterday')).toBeTruthy()
})

test('a call without a queue, a wait or a number has no line', () => {
  open(states['call-internal-reached'])
  expect(document.querySelector('details')).toBeNull()
})

test('an unknown caller is not said to have no earlier calls', () => {
  const { stage } = inCall()
  if (stage.kind !== 'call') throw new Error('No call.')
  const parties = stage.call.parties.map((party) =>
    party.self ? party : { ...party, name: null, number: null },
  )
  open(withStage({ ...stage, call: { ...stage.call, parties } }))
  expect(screen.getByText('Support · waited 1:08')).toBeTruthy()
})
