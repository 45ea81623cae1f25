import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { inCall, onHold } from '../../gallery/base.ts'
import { open } from '../../../tests/fakes/open-app.tsx'
import { states } from '../../gallery/states.ts'

const button = (name: string) => screen.queryByRole('button', { name })
const parties = () => screen.getByRole('list', { name: 'On this call' })

describe('a call', () => {
  test('has its controls by pointer', async () => {
    const { user, recorded } = open(inCall())
    for (const name of ['Mute', 'Hold', 'Hang up']) {
      await user.click(screen.getByRole('button', { name }))
    }
    expect(recorded).toEqual([
      ['mute', 'c1', true],
      ['hold', 'c1'],
      ['hangUp', 'c1'],
    ])
  })

  test('Alt+M and Alt+H act, in the notes too, where letters are text; Escape never hangs up', async () => {
    const { user, recorded } = open(inCall())
    await user.keyboard('{Alt>}mh{/Alt}{Escape}')
    expect(recorded).toEqual([
      ['mute', 'c1', true],
      ['hold', 'c1'],
    ])
    await user.type(screen.getByRole('textbox', { name: 'Notes' }), 'mhk')
    await user.keyboard('{Alt>}mh{/Alt}')
    expect(recorded.slice(2).map(([name]) => name)).toEqual([
      'writeNotes',
      'writeNotes',
      'writeNotes',
      'mute',
      'hold',
    ])
  })

  test('a hold has three stages: asked for, proved, and resuming', async () => {
    const { user, recorded, show } = open(inCall())
    show(states['call-holding'])
    expect(button('Hold')?.getAttribute('aria-busy')).toBe('true')
    expect(within(parties()).getByText('Holding…')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Hold' }))
    await user.keyboard('{Alt>}h{/Alt}')
    expect(recorded).toEqual([])

    show(states['call-on-hold'])
    expect(button('Hold')).toBeNull()
    expect(within(parties()).getByText(/On hold/).textContent).toBe('On hold 0:38')
    expect(button('Resume')?.getAttribute('aria-busy')).toBeNull()
    await user.keyboard('{Alt>}h{/Alt}')
    expect(recorded).toEqual([['resume', 'c1']])

    show(states['call-resuming'])
    expect(button('Resume')?.getAttribute('aria-busy')).toBe('true')
    expect(within(parties()).getByText(/Resuming…/).textContent).toBe('Resuming… 1:11')
  })

  test('a mute is shown by its button, and taken back by it', async () => {
    const { user, recorded } = open(states['call-muted'])
    expect(button('Mute')).toBeNull()
    expect(within(parties()).getByText('Muted')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Unmute' }))
    expect(recorded).toEqual([['mute', 'c1', false]])
  })

  test('Alt+K opens the keypad; keys are sent by press and by typing; Escape closes it', async () => {
    const { user, recorded } = open(states['call-keys'])
    expect(button('5')).toBeNull()
    await user.keyboard('{Alt>}k{/Alt}')
    expect(button('Keypad')?.getAttribute('aria-expanded')).toBe('true')
    expect(screen.getByText('14155#').parentElement?.textContent).toBe('Sent: 14155#')
    await user.click(screen.getByRole('button', { name: 'Hash' }))
    await user.keyboard('7*')
    expect(recorded).toEqual([
      ['sendDigits', 'c1', '#'],
      ['sendDigits', 'c1', '7'],
      ['sendDigits', 'c1', '*'],
    ])
    await user.keyboard('{Escape}')
    expect(button('5')).toBeNull()
    expect(recorded).toHaveLength(3)
  })

  test('keys that wait and keys that could not go are told apart from those that are sent', async () => {
    const { user, show } = open(states['call-keys-waiting'])
    await user.keyboard('{Alt>}k{/Alt}')
    const runs = () => screen.getByText('1415').parentElement?.parentElement?.textContent
    expect(runs()).toBe('Sent: 1415Not sent yet: 55501#')
    expect(screen.queryByText(/Press them again/)).toBeNull()
    show(states['call-keys-lost'])
    expect(runs()).toBe('Sent: 1415Not sent: 550#')
    expect(screen.getByText('Not sent: 550#. Press them again.')).toBeTruthy()
  })

  test('more than two minutes on hold is noticed, less is not', () => {
    const { show } = open(inCall({}, onHold(true, true, 119)))
    expect(screen.queryByText(/more than two minutes/)).toBeNull()
    show(states['call-long-hold'])
    expect(screen.getByText('Marta Oliveira has been on hold for over two minutes.')).toBeTruthy()
  })

  test('a hold that failed says what is true and tries again', async () => {
    const { user, recorded } = open(states['call-hold-failed'])
    expect(
      screen.getByText('Hold not confirmed: the customer may hear you. Try again.', {
        selector: 'main *',
      }),
    ).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(recorded).toEqual([['hold', 'c1']])
  })

  test('while it rings there, the customer cannot be held, but the call can be ended', async () => {
    const { user, recorded } = open(states['call-dialing'])
    expect(screen.getByRole('heading', { name: 'Calling +351 21 555 0147' })).toBeTruthy()
    await user.keyboard('{Alt>}hk{/Alt}')
    await user.click(screen.getByRole('button', { name: 'Hang up' }))
    expect(recorded).toEqual([['hangUp', 'c1']])
  })

  test('hanging up shows at once and takes no second press', async () => {
    const { user, recorded } = open(states['call-hanging-up'])
    expect(screen.getByText('Hanging up…')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Hang up' }))
    expect(recorded).toEqual([])
  })
})
