import { render, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { galleryNow } from '../gallery/people.ts'
import { miniStates, ringStates } from '../gallery/panel-states.ts'
import { ClockContext } from '../ui/time/clock.tsx'
import { MiniCard } from './mini-card.tsx'
import { RingCard } from './ring-card.tsx'

function ring(name: string): string {
  const panel = ringStates[name]
  if (panel === undefined) throw new Error(`There is no ring ${name}.`)
  draw(<RingCard panel={panel} onAct={() => undefined} />)
  return screen.getByRole('main').textContent
}

function mini(name: string): HTMLElement {
  const panel = miniStates[name]
  if (panel === undefined) throw new Error(`There is no bar ${name}.`)
  draw(<MiniCard panel={panel} onAct={() => undefined} />)
  return screen.getByRole('main')
}

function draw(card: ReactNode): void {
  render(<ClockContext value={() => galleryNow}>{card}</ClockContext>)
}

test('the ring window says who, from where, how long they wait, and how long it rings', () => {
  expect(ring('panel-ring')).toContain('Support\u00A0· waited 1:08 · 13 s left')
  expect(screen.getByRole('alert').textContent).toBe('Marta Oliveira')
  expect(screen.getByText('+351 21 555 0147')).toBeTruthy()
})

test('the ring window says what was said of the call before', () => {
  expect(ring('panel-ring-note')).toContain('Wants a refund, order 4711')
})

test.each([
  ['panel-ring-on-a-call', 'On a call 7:42'],
  ['panel-ring-on-hold-muted', 'On hold 0:38 · Muted'],
])('the ring window has the agent’s own call: %s', (name, said) => {
  expect(ring(name)).toContain(said)
})

test('without a call of the agent, the ring window is about the caller alone', () => {
  expect(ring('panel-ring')).not.toMatch(/On a call|Available/)
})

test.each([
  ['panel-mini', 'On a call7:42', 'On a call, then Available'],
  ['panel-mini-held-muted', 'On hold0:38Muted', 'On hold, then Available'],
  ['panel-mini-holding', 'Holding…7:42', 'Holding…, then Available'],
  ['panel-mini-connecting', 'Connecting0:04', 'Connecting, then Available'],
])('the mini bar says the status of the desk: %s', (name, said, title) => {
  const card = mini(name)
  const line = card.querySelector('p')
  expect(line?.textContent).toBe(said)
  expect(line?.title).toBe(title)
  // A screen reader does not hear the seconds.
  expect(card.querySelector('[aria-live]')?.textContent).not.toMatch(/\d/)
})
