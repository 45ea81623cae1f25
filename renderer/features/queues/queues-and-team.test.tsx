import { act, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { idle, ringing, wrappingUp } from '../../gallery/base.ts'
import { open } from '../../../tests/fakes/open-app.tsx'

const loads = (recorded: readonly (readonly [string, ...unknown[]])[]) =>
  recorded.filter(([name]) => name === 'directory').length
const besides = () => screen.queryByRole('complementary', { name: 'Queues and team' })
const rowsOf = (name: string) =>
  within(screen.getByRole('list', { name }))
    .getAllByRole('listitem')
    .map((row) => row.textContent)

beforeEach(() => {
  window.innerWidth = 1280
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('a wide window shows who waits, who is free, and what the team does', () => {
  open(idle)
  expect(rowsOf('Queues')).toEqual(['Support0 waiting · 2 free', 'Logistics3 waiting · 0 free'])
  expect(rowsOf('Team')).toEqual([
    'Deniz KayaAvailable',
    'Logan ReyesOn a call',
    'Mina ParkBreak',
    'Noor HaddadNot available',
  ])
})

test('it stays in after-call work, and gives way to the customer during a ring', () => {
  const { show } = open(wrappingUp())
  expect(besides()).not.toBeNull()
  show(ringing())
  expect(besides()).toBeNull()
  const customer = within(screen.getByRole('complementary', { name: 'About this call' }))
  expect(customer.getByText('Marta Oliveira')).toBeTruthy()
  expect(customer.getByText('Support')).toBeTruthy()
})

test('a quiet time, no team, and a failure say so', async () => {
  const quiet = {
    ...idle.targets,
    queues: [{ queueSid: 'WQ1', name: 'Sales', waiting: 0, free: 1 }],
  }
  const { show, user, recorded } = open({ ...idle, waiting: 0, targets: quiet })
  expect(screen.getByText('No one is waiting.')).toBeTruthy()
  show({ ...idle, targets: { ...quiet, teammates: [] } })
  expect(screen.getByText('No teammates yet.')).toBeTruthy()
  expect(screen.queryByText('No one is waiting.')).toBeNull()
  show({ ...idle, targets: { ...quiet, failed: true } })
  const before = loads(recorded)
  await user.click(within(besides() ?? document.body).getByRole('button', { name: 'Try again' }))
  expect(loads(recorded)).toBe(before + 1)
})

test('it is loaded at once and every 30 seconds, and not while the page is hidden', () => {
  vi.useFakeTimers()
  const visible = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible')
  const { recorded } = open(idle)
  expect(loads(recorded)).toBe(1)
  vi.advanceTimersByTime(29_000)
  expect(loads(recorded)).toBe(1)
  vi.advanceTimersByTime(1_000)
  expect(loads(recorded)).toBe(2)
  visible.mockReturnValue('hidden')
  vi.advanceTimersByTime(90_000)
  expect(loads(recorded)).toBe(2)
  visible.mockReturnValue('visible')
  document.dispatchEvent(new Event('visibilitychange'))
  expect(loads(recorded)).toBe(3)
})

test('a window too narrow for it asks for nothing', () => {
  window.innerWidth = 900
  const { recorded } = open(idle)
  expect([besides(), loads(recorded)]).toEqual([null, 0])
  act(() => {
    window.innerWidth = 1100
    window.dispatchEvent(new Event('resize'))
  })
  expect(besides()).not.toBeNull()
  expect(loads(recorded)).toBe(1)
})
