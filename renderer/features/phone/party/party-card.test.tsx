import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { inCall } from '../../../gallery/base.ts'
import { open } from '../../../../tests/fakes/open-app.tsx'
import { states } from '../../../gallery/states.ts'

const cards = () =>
  within(screen.getByRole('list', { name: 'On this call' }))
    .getAllByRole('listitem')
    .map((card) => card.textContent)

test('a card says how somebody came, and how long they have spoken', () => {
  const { show } = open(inCall())
  expect(cards()[0]).toContain('+351 21 555 0147 · Inbound · Talked 3:34')
  show(states['call-conference-ringing'])
  expect(cards().at(-1)).not.toContain('· Added')
})

test('who speaks now is marked, in words too', () => {
  const { show } = open(inCall())
  expect(cards().join('')).not.toContain('speaking')
  show(states['call-speaking'])
  // The name first: it is said before what changes all the time.
  expect(cards()[0]).toMatch(/^MOMarta Oliveira.*speaking$/)
})

test('Talking is said only where it tells parties apart', () => {
  const { show } = open(inCall())
  expect(cards().join('')).not.toContain('Talking')
  show(states['call-conference'])
  expect(cards().join('')).not.toContain('Talking')
  show(states['call-transfer-consulting'])
  expect(cards().filter((card) => card?.includes('Talking'))).toEqual([
    expect.stringContaining('Deniz Kaya'),
  ])
})

test("a teammate in the customer's place is no customer", () => {
  open(states['call-internal'])
  expect(screen.getByText('Internal call', { selector: 'section *' })).toBeTruthy()
  expect(cards()[1]).toContain('Teammate')
  expect(cards().join('')).not.toContain('Customer')
})

test('an agent who is called by a teammate sees the teammate, not themselves', () => {
  window.innerWidth = 1280
  open(states['call-internal-reached'])
  expect(screen.getByRole('heading', { name: 'Talking to Deniz Kaya' })).toBeTruthy()
  const context = within(screen.getByRole('complementary', { name: 'About this call' }))
  expect(context.getByText('Deniz Kaya')).toBeTruthy()
  const off = ['Hold', 'Transfer', 'Add', 'New call'].filter(
    (name) => screen.getByRole('button', { name }).ariaDisabled === 'true',
  )
  expect(off).toHaveLength(4)
})

test('a call that is over says whose act it was', () => {
  const { show } = open(states['call-ended'])
  expect(screen.getByRole('heading', { name: 'Marta Oliveira ended the call' })).toBeTruthy()
  const at = new Date(0).toISOString()
  const ended = { kind: 'ended', at, reason: 'agent-hung-up' } as const
  show(inCall({}, { state: ended, endedBy: 'p-ada' }))
  expect(screen.getByRole('heading', { name: 'You ended the call' })).toBeTruthy()
  show(inCall({}, { state: ended, endedBy: null }))
  expect(screen.getByRole('heading', { name: 'Call ended' })).toBeTruthy()
})
