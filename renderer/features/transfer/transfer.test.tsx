import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { inCall, ringing } from '../../gallery/base.ts'
import { open } from '../../../tests/fakes/open-app.tsx'
import { states } from '../../gallery/states.ts'

const button = (name: string) => screen.queryByRole('button', { name })
const press = (name: string) => screen.getByRole('button', { name })
const bar = (name: string) => screen.getByRole('region', { name })

function heard(region: 'at-once' | 'failure' | 'calmly' | 'notice') {
  return document.querySelector(`[data-announce="${region}"]`)?.textContent
}

describe('a warm transfer', () => {
  test('begins with the hold, and says so', () => {
    const { show } = open(states['call-transfer-asked'])
    const begins = bar('Starting transfer…')
    expect(begins.getAttribute('aria-busy')).toBe('true')
    expect(begins.textContent).toContain('Putting Marta on hold first…')
    show(states['call-transfer-hold-first'])
    expect(bar('Warm transfer to Deniz Kaya').textContent).toContain('Putting Marta on hold first…')
    show(states['call-transfer-ringing'])
    expect(screen.getByRole('heading', { name: 'Calling Deniz Kaya' })).toBeTruthy()
    expect(bar('Warm transfer to Deniz Kaya').textContent).toContain('Ringing. Marta hears music.')
  })

  test('can be cancelled while it rings, but not yet joined or completed', async () => {
    const { user, recorded } = open(states['call-transfer-ringing'])
    await user.click(press('Merge all'))
    await user.click(press('Complete transfer'))
    await user.keyboard('{Alt>}js{/Alt}{Control>}{Enter}{/Control}')
    expect(recorded).toEqual([])
    await user.click(press('Back to Marta'))
    expect(recorded).toEqual([['endTransfer', 'c1', 'cancel']])
  })

  test('has its steps by pointer and by key', async () => {
    const { user, recorded } = open(states['call-transfer-consulting'])
    expect(screen.getByRole('heading', { name: 'Talking to Deniz Kaya' })).toBeTruthy()
    expect(heard('calmly')).toBe('Talking to Deniz Kaya. Marta hears music')
    for (const name of ['Talk to Marta Oliveira', 'Merge all', 'Complete transfer']) {
      await user.click(press(name))
    }
    await user.keyboard('{Alt>}sjb{/Alt}{Control>}{Enter}{/Control}')
    expect(recorded.map(([name, , step]) => [name, step])).toEqual(
      ['swap', 'join', 'complete', 'swap', 'join', 'cancel', 'complete'].map((step) => [
        'endTransfer',
        step,
      ]),
    )
  })

  test('keeps the customer from hearing it: neither the row nor the card resumes them', async () => {
    const { user, recorded } = open(states['call-transfer-consulting'])
    expect(button('Resume')).toBeNull()
    expect(button('Resume Marta Oliveira')).toBeNull()
    await user.click(press('Hold'))
    await user.keyboard('{Alt>}h{/Alt}')
    expect(recorded).toEqual([])
  })

  test('a step that is under way is busy, and takes no second press; the way back stays open', async () => {
    const { user, recorded } = open(states['call-transfer-swapping'])
    expect(press('Talk to Marta Oliveira').getAttribute('aria-busy')).toBe('true')
    expect(bar('Warm transfer to Deniz Kaya').getAttribute('aria-busy')).toBe('true')
    await user.click(press('Talk to Marta Oliveira'))
    await user.click(press('Complete transfer'))
    expect(recorded).toEqual([])
    await user.click(press('Back to Marta'))
    expect(recorded).toEqual([['endTransfer', 'c1', 'cancel']])
  })

  test('swapped, it is the other who hears music and is talked to again', async () => {
    const { user, recorded } = open(states['call-transfer-swapped'])
    expect(bar('Warm transfer to Deniz Kaya').textContent).toContain('Deniz hears music.')
    await user.click(press('Talk to Deniz Kaya'))
    await user.click(press('Remove Deniz Kaya'))
    expect(recorded).toEqual([
      ['endTransfer', 'c1', 'swap'],
      ['remove', 'c1', 'p-deniz'],
    ])
  })

  test('joined, both are named and nothing is left but to go or to go back', async () => {
    const { user, recorded } = open(states['call-transfer-joined'])
    expect(
      screen.getByRole('heading', { name: 'Talking to Marta Oliveira and Deniz Kaya' }),
    ).toBeTruthy()
    await user.click(press('Merge all'))
    expect(recorded).toEqual([])
  })

  test('a consulted agent sees who asks, and has no steps', () => {
    const { show } = open(states['call-asked-advice'])
    const asked = bar('Ada Bennett needs your help, about Marta Oliveira')
    expect(within(asked).queryAllByRole('button')).toEqual([])
    const off = ['Transfer', 'Add', 'Hold'].filter((name) => press(name).ariaDisabled === 'true')
    expect(off).toEqual(['Transfer', 'Add', 'Hold'])
    show(states['call-asked-advice-on-hold'])
    expect(screen.getByRole('heading', { name: 'You are on hold' })).toBeTruthy()
  })

  test('an agent who takes over reads who handed over, and why', () => {
    open(states['call-taken-over'])
    expect(screen.getByText('From Ada Bennett:').parentElement?.textContent).toBe(
      'From Ada Bennett: Parcel is stuck; can a second one go out today?',
    )
  })
})

test('a cold transfer can be taken back while it rings', async () => {
  const { user, recorded } = open(states['call-transfer-cold'])
  expect(button('Complete transfer')).toBeNull()
  await user.click(press('Take back'))
  expect(recorded).toEqual([['endTransfer', 'c1', 'cancel']])
})

describe('a transfer that comes to nothing is told and announced', () => {
  test.each([
    ['call-transfer-no-answer', 'Deniz Kaya didn’t answer. You are back with Marta.'],
    ['call-transfer-busy-held', '+1 415 555 2001 is busy. Marta is still on hold.'],
    ['call-transfer-refused', 'The transfer was refused. Try again, or choose someone else.'],
  ] as const)('%s', (name, says) => {
    open(states[name])
    expect(screen.getByText(says, { selector: 'main *' })).toBeTruthy()
    expect(heard('failure')).toBe(says)
  })

  test('the party keeps its card for a while, with the reason', () => {
    open(states['call-transfer-no-answer'])
    expect(screen.getByText('No answer')).toBeTruthy()
  })
})

test('a ring from a teammate says who asks, about which customer, and why', () => {
  const { show } = open(states['ringing-consult'])
  expect(screen.getByRole('heading', { name: 'Ada Bennett needs your help' })).toBeTruthy()
  expect(screen.getByText('about Marta Oliveira ·')).toBeTruthy()
  expect(screen.getByText(/can a second one go out today/)).toBeTruthy()
  expect(heard('at-once')).toBe('Ada Bennett needs your help, about Marta Oliveira, Support')
  show(states['ringing-handed-over'])
  expect(
    screen.getByRole('heading', { name: 'Ada Bennett is transferring +351 21 555 0147' }),
  ).toBeTruthy()
  show(states['ringing-from-queue'])
  expect(screen.getByRole('heading', { name: 'Marta Oliveira' })).toBeTruthy()
  expect(screen.getByText(/Order 48213/)).toBeTruthy()
})

test('a ring from a teammate who wrote nothing has no line about a note', () => {
  const { show } = open(states['ringing-consult-silent'])
  expect(screen.getByRole('heading', { name: 'Ada Bennett needs your help' })).toBeTruthy()
  expect(screen.queryByText('From Ada Bennett:')).toBeNull()
  show(states['ringing-consult'])
  expect(screen.getByText('From Ada Bennett:')).toBeTruthy()
})

test('the portrait is of the person to talk to first: the teammate who asks, else the customer', () => {
  const { show } = open(states['ringing-consult'])
  const main = within(screen.getByRole('main'))
  expect(main.getByText('AB')).toBeTruthy()
  const handover = { from: 'Ada Bennett', kind: 'cold', reason: '', notes: '' } as const
  show(ringing({ transferFrom: 'Ada Bennett', handover }))
  expect(main.getByText('MO')).toBeTruthy()
  expect(main.queryByText('AB')).toBeNull()
})

describe('a conference', () => {
  test('each party but oneself has its own hold, mute and remove', async () => {
    const { user, recorded } = open(states['call-conference'])
    await user.click(press('Hold Deniz Kaya'))
    await user.click(press('Mute +1 415 555 2001'))
    await user.click(press('Remove +1 415 555 2001'))
    expect(recorded).toEqual([
      ['hold', 'c1', 'p-deniz'],
      ['mute', 'c1', true, 'p-carrier'],
      ['remove', 'c1', 'p-carrier'],
    ])
    expect(button('Mute Ada Bennett')).toBeNull()
  })

  test('what is proved changes the word, what is asked is busy', async () => {
    const { user, recorded } = open(states['call-conference-held'])
    const busy = (name: string) => press(name).getAttribute('aria-busy')
    expect(busy('Remove Deniz Kaya')).toBe('true')
    expect(busy('Hold +1 415 555 2001')).toBe('true')
    await user.click(press('Hold +1 415 555 2001'))
    expect(recorded).toEqual([])
    await user.click(press('Unmute +1 415 555 2001'))
    await user.click(press('Resume Marta Oliveira'))
    expect(recorded.map(([name, , what]) => [name, what])).toEqual([
      ['mute', false],
      ['resume', 'p-marta'],
    ])
  })

  test('Leave is offered when the others go on; Hang up is for all', async () => {
    const { user, recorded, show } = open(inCall())
    expect(button('Leave')).toBeNull()
    show(states['call-conference'])
    expect(bar('Conference of 4').textContent).toContain('The others stay connected if you leave.')
    await user.click(press('Leave'))
    await user.click(press('Hang up'))
    expect(recorded).toEqual([
      ['leave', 'c1'],
      ['hangUp', 'c1'],
    ])
    show(states['call-leaving'])
    expect(press('Leave').getAttribute('aria-busy')).toBe('true')
  })

  test('failure names the party', () => {
    open(states['call-conference-remove-failed'])
    expect(heard('failure')).toBe(
      'The phone service isn’t responding: +1 415 555 2001 is still on the call. Try again.',
    )
  })

  test('who is muted by another desk is told', () => {
    open(states['call-conference-muted-by-desk'])
    expect(screen.getByText('You were muted by someone else. No one can hear you.')).toBeTruthy()
  })
})

test('a conversation that went on elsewhere is told', () => {
  open(states['notice-transferred'])
  expect(heard('notice')).toBe('Transferred to Deniz Kaya.')
})
