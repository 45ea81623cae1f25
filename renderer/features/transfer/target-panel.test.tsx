import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { AppView } from '../../view/app-view.ts'
import { inCall } from '../../gallery/base.ts'
import { open } from '../../../tests/fakes/open-app.tsx'
import { states } from '../../gallery/states.ts'

const button = (name: string) => screen.queryByRole('button', { name })
const search = () => screen.getByRole('combobox', { name: 'Search' })
const names = () =>
  screen.queryAllByRole('button', { name: /^(Talk first with|Add) / }).map((each) => each.ariaLabel)

/** Opens the panel, and leaves out of the record that it asked for the targets. */
async function opened(view: AppView = inCall(), letter = 't') {
  const desk = open(view)
  await desk.user.keyboard(`{Alt>}${letter}{/Alt}`)
  const done = () => desk.recorded.filter(([name]) => name !== 'directory')
  return { ...desk, done }
}

describe('the search for a transfer', () => {
  test('opens with Alt+T or its button, asks for the targets, and has the focus in its field', async () => {
    const { recorded, user } = await opened()
    expect(recorded).toEqual([['directory']])
    expect(screen.getByRole('dialog', { name: 'Transfer Marta Oliveira' })).toBeTruthy()
    expect(document.activeElement).toBe(search())
    expect(button('Transfer')?.getAttribute('aria-expanded')).toBe('true')
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(recorded).toHaveLength(1)
  })

  test('Escape gives the focus back to the button that opened it', async () => {
    const { user } = open(inCall())
    await user.click(screen.getByRole('button', { name: 'Transfer' }))
    await user.keyboard('{Escape}')
    expect(document.activeElement).toBe(button('Transfer'))
  })

  test('Escape keeps the search and the reason until the transfer starts', async () => {
    const { user, show, recorded } = open(inCall())
    const reason = () => screen.getByRole('textbox', { name: 'Reason' })
    const reopen = () => user.click(screen.getByRole('button', { name: 'Transfer' }))
    await reopen()
    await user.keyboard('den')
    await user.type(reason(), 'Wants a refund{Escape}')
    // Another call of this desk in between.
    show(inCall({}, { callId: 'c2' }))
    await reopen()
    expect(search()).toMatchObject({ value: '' })
    await user.keyboard('{Escape}')
    show(inCall())
    await reopen()
    expect(search()).toMatchObject({ value: 'den' })
    expect(reason()).toMatchObject({ value: 'Wants a refund' })
    // It is marked: another name replaces it, and the reason stays.
    await user.keyboard('kaya{Enter}')
    expect(recorded.at(-1)).toEqual([
      'transfer',
      'c1',
      'warm',
      { kind: 'agent', agentId: 'u-deniz' },
      'Wants a refund',
    ])
    await reopen()
    expect(search()).toMatchObject({ value: '' })
    expect(reason()).toMatchObject({ value: '' })
  })

  test('shows teammates and queues with how they are; who cannot be asked is shown with why', async () => {
    await opened()
    const teammates = screen.getByRole('rowgroup', { name: 'Teammates' })
    expect(within(teammates).getByText('On a call')).toBeTruthy()
    expect(button('Talk first with Logan Reyes')?.hasAttribute('disabled')).toBe(true)
    expect(button('Transfer to Mina Park')?.hasAttribute('disabled')).toBe(true)
    const queues = within(screen.getByRole('rowgroup', { name: 'Queues' }))
    expect(queues.getByText('2 free · 0 waiting')).toBeTruthy()
    expect(button('Talk first with Support')).toBeNull()
  })

  test('each way by pointer, with the reason', async () => {
    const { user, done } = await opened()
    await user.type(screen.getByRole('textbox', { name: 'Reason' }), ' Wants a second parcel ')
    await user.click(screen.getByRole('button', { name: 'Transfer to Support' }))
    expect(done()).toEqual([['transferToQueue', 'c1', 'WQ1', 'Wants a second parcel']])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test.each([
    ['den{Enter}', 'warm', { kind: 'agent', agentId: 'u-deniz' }],
    ['kaya{Shift>}{Enter}{/Shift}', 'cold', { kind: 'agent', agentId: 'u-deniz' }],
    ['+14155552001{Enter}', 'warm', { kind: 'number', number: '+14155552001' }],
    ['415 555 2001{Shift>}{Enter}{/Shift}', 'cold', { kind: 'number', number: '+14155552001' }],
    ['{ArrowUp}{Enter}', 'warm', { kind: 'number', number: '+442079460321' }],
  ])('all by keyboard: %s', async (keys, kind, target) => {
    const { user, done } = await opened()
    await user.keyboard(keys)
    expect(done()).toEqual([['transfer', 'c1', kind, target, '']])
  })

  test.each([
    ['log{Enter}', 'WQ2'],
    ['{ArrowDown}{ArrowDown}{Enter}', 'WQ1'],
  ])('to a queue by keyboard: %s', async (keys, queueId) => {
    const { user, done } = await opened()
    await user.keyboard(keys)
    expect(done()).toEqual([['transferToQueue', 'c1', queueId, '']])
  })

  test('Enter with nothing typed and nobody marked rings nobody', async () => {
    const { user, done } = await opened()
    await user.keyboard('{Enter}{Shift>}{Enter}{/Shift}')
    expect(done()).toEqual([])
    expect(screen.getByRole('dialog')).toBeTruthy()
  })

  test('letters narrow it down, whatever their case and accents; digits find recent numbers', async () => {
    const { user } = await opened()
    await user.keyboard('DÉN')
    expect(names()).toEqual(['Talk first with Deniz Kaya'])
    await user.clear(search())
    await user.keyboard('priya')
    expect(names()).toEqual(['Talk first with Priya Raman'])
    await user.clear(search())
    await user.keyboard('zzz')
    expect(screen.getByText('No match. You can also type a full number.')).toBeTruthy()
  })

  test('a number that can be none yet is shown with what it lacks', async () => {
    const { user, done } = await opened()
    await user.keyboard('+1415')
    const row = screen.getByRole('rowgroup', { name: 'Number' })
    expect(within(row).getByText('This number is too short. Add the missing digits.')).toBeTruthy()
    await user.keyboard('{Enter}')
    expect(done().filter(([, , , target]) => JSON.stringify(target)?.includes('+1415"'))).toEqual(
      [],
    )
  })

  test('the customer is not offered to themselves', async () => {
    await opened()
    expect(button('Talk first with Marta Oliveira')).toBeNull()
  })

  test('says that it is still looking, and that it failed; numbers work all the same', async () => {
    const { user, show, done } = await opened(states['call-search-loading'])
    expect(screen.getByText('Loading…')).toBeTruthy()
    show(states['call-search-failed'])
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await user.type(search(), '+14155552001{Enter}')
    expect(done()).toHaveLength(1)
  })

  test('a transfer that begins closes it, and it cannot be opened while one is under way', async () => {
    const { user, show } = await opened()
    show(states['call-transfer-consulting'])
    expect(screen.queryByRole('dialog')).toBeNull()
    await user.keyboard('{Alt>}tp{/Alt}')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('what was typed into the notes stays behind it', async () => {
    const { user } = open(inCall())
    const notes = () => document.querySelector<HTMLTextAreaElement>('[data-notes]')
    await user.type(screen.getByRole('textbox', { name: 'Notes' }), ' More.')
    await user.click(screen.getByRole('button', { name: 'Transfer' }))
    await user.keyboard('{Escape}')
    expect(notes()?.value).toMatch(/More\.$/)
  })
})

describe('the directory', () => {
  test('is a list of its own, with the number and the note', async () => {
    await opened()
    const known = within(screen.getByRole('rowgroup', { name: 'Directory' }))
    expect(known.getByText('+1 415 555 2001 · Opens at 8')).toBeTruthy()
    expect(known.getByText('+351 22 555 0199')).toBeTruthy()
  })

  test.each([
    ['delta{Enter}', '+14155552001'],
    ['5550199{Enter}', '+351225550199'],
  ])('is searched by name and by number: %s', async (keys, number) => {
    const { user, done } = await opened()
    await user.keyboard(keys)
    expect(done()).toEqual([['transfer', 'c1', 'warm', { kind: 'number', number }, '']])
  })
})

describe('a new call during a call', () => {
  const search = (name: string) => screen.queryByRole('dialog', { name })

  test('is found by the same search, and says who is put on hold', async () => {
    const { user, done } = await opened(inCall(), 'n')
    expect(search('New call')?.textContent).toContain('Marta Oliveira goes on hold')
    await user.keyboard('sup{Enter}')
    expect(done()).toEqual([['place', { kind: 'queue', queueId: 'WQ1' }, '+16285550100']])
    expect(search('New call')).toBeNull()
  })

  test('opens by its button too, and shows the line that is chosen', async () => {
    const { user, recorded } = open(inCall())
    await user.click(screen.getByRole('button', { name: 'New call' }))
    await user.click(screen.getByRole('button', { name: 'Caller ID: +1 628 555 0100' }))
    await user.click(screen.getByRole('menuitemradio', { name: '+351 308 801 000' }))
    await user.click(screen.getByRole('button', { name: 'Call Deniz Kaya' }))
    expect(recorded.at(-1)).toEqual([
      'place',
      { kind: 'agent', agentId: 'u-deniz' },
      '+351308801000',
    ])
  })

  test.each([
    'call-set-aside',
    'call-waiting',
    'call-transfer-consulting',
    'call-dialing',
  ] as const)('there is no new call in %s', async (name) => {
    await opened(states[name], 'n')
    expect(search('New call')).toBeNull()
    expect(screen.getByRole('button', { name: 'New call' }).ariaDisabled).toBe('true')
  })

  test('while it is placed its button is busy; why it did not begin is said', async () => {
    const { user, recorded, show } = open(states['call-new-dialing'])
    expect(button('New call')?.getAttribute('aria-busy')).toBe('true')
    await user.keyboard('{Alt>}n{/Alt}')
    expect(recorded).toEqual([])
    show(states['call-new-refused'])
    expect(screen.getByText('They can’t be reached now. Choose someone else.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(recorded).toEqual([['clearDialError']])
  })
})

describe('adding somebody', () => {
  test('is the same search without queues and reason', async () => {
    const { user, done } = await opened(inCall(), 'p')
    expect(screen.getByRole('dialog', { name: 'Add to the call' })).toBeTruthy()
    expect(screen.queryByRole('rowgroup', { name: 'Queues' })).toBeNull()
    expect(screen.queryByRole('textbox', { name: 'Reason' })).toBeNull()
    await user.keyboard('den{Enter}')
    expect(done()).toEqual([['startConference', 'c1', { kind: 'agent', agentId: 'u-deniz' }]])
  })

  test('who is on the call already is not offered again', async () => {
    await opened(states['call-conference'], 'p')
    for (const name of ['Deniz Kaya', 'Delta Courier']) {
      const row = button(`Add ${name}`)
      expect(row?.hasAttribute('disabled')).toBe(true)
      expect(row?.closest('[role=row]')?.textContent).toContain('On this call')
    }
  })
})

describe('a number that is barred', () => {
  /** Where it is seen; it is announced as well. */
  const seen = { ignore: '[data-announce]' }
  const reason = () => screen.getByText(/Premium numbers/, seen)

  test.each([
    ['transfer', 't', 'Transfer Marta Oliveira'],
    ['add', 'p', 'Add to the call'],
  ] as const)(
    '%s: the reason stands where it was typed, until it is changed',
    async (command, key, title) => {
      const { user, show } = await opened(inCall(), key)
      await user.keyboard('+19005550100{Enter}')
      expect(screen.queryByRole('dialog')).toBeNull()
      const at = new Date().toISOString()
      const why = 'premium-number'
      show(inCall({ failure: { command, code: 'refused', who: '+19005550100', at, why } }))
      expect(screen.getByRole('dialog', { name: title })).toBeTruthy()
      expect(document.activeElement).toBe(search())
      expect(search().getAttribute('aria-describedby')).toBe(reason().id)
      expect(search()).toMatchObject({ value: '+19005550100' })
      expect(search().getAttribute('aria-invalid')).toBe('true')
      await user.keyboard('1')
      expect(screen.queryByText(/Premium numbers/, seen)).toBeNull()
      await user.keyboard('{Escape}')
      expect(screen.queryByRole('dialog')).toBeNull()
      // Nobody types there any more: it is said with the call.
      expect(reason()).toBeTruthy()
    },
  )

  test('a new call: the same', async () => {
    const { user, show } = await opened(inCall(), 'n')
    await user.keyboard('+19005550100{Enter}')
    const refused = inCall()
    show({ ...refused, dialler: { ...refused.dialler, error: 'premium-number' } })
    expect(search().getAttribute('aria-describedby')).toBe(reason().id)
    expect(screen.queryByRole('button', { name: 'Dismiss' })).toBeNull()
  })

  test('the reason of a refused transfer is still there, also after Escape', async () => {
    const { user, show } = await opened()
    const reason = () => screen.getByRole('textbox', { name: 'Reason' })
    await user.type(reason(), 'Urgent')
    await user.type(search(), '+19005550100{Enter}')
    const at = new Date().toISOString()
    const why = 'premium-number'
    const failure = { command: 'transfer', code: 'refused', who: '+19005550100', at, why } as const
    show(inCall({ failure }))
    expect(reason()).toMatchObject({ value: 'Urgent' })
    await user.keyboard('{Escape}')
    await user.click(screen.getByRole('button', { name: 'Transfer' }))
    expect(search()).toMatchObject({ value: '+19005550100' })
    expect(reason()).toMatchObject({ value: 'Urgent' })
  })

  test('an emergency number of two digits is a number, and nobody else', async () => {
    const view = inCall()
    const { user, done } = await opened({ ...view, dialler: { ...view.dialler, country: 'FR' } })
    await user.keyboard('15{Enter}')
    expect(done()).toEqual([['transfer', 'c1', 'warm', { kind: 'number', number: '15' }, '']])
  })
})
