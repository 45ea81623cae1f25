import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { idle, ringing } from '../../gallery/base.ts'
import { open } from '../../../tests/fakes/open-app.tsx'
import { states } from '../../gallery/states.ts'

const field = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Number' })
const call = () => screen.getByRole('button', { name: 'Call' })
const remark = () =>
  document.querySelector(`[id="${field().getAttribute('aria-describedby')}"]`)?.textContent

describe('the dialler', () => {
  test('has the focus, formats while typing, names the country and calls with Enter', async () => {
    const { user, recorded } = open(idle)
    expect(document.activeElement).toBe(field())
    await user.keyboard('+351215550147')
    expect(field().value).toBe('+351 21 555 0147')
    expect(remark()).toBe('Portugal')
    await user.keyboard('{Enter}')
    expect(recorded).toEqual([
      ['place', { kind: 'number', number: '+351215550147' }, '+16285550100'],
    ])
  })

  test('types by its keys, named so that a screen reader can say them', async () => {
    const { user } = open(idle)
    for (const name of ['2', 'Star', '0', 'Hash']) {
      await user.click(screen.getByRole('button', { name }))
    }
    expect(document.activeElement).toBe(field())
    await user.clear(field())
    for (const digit of '4155550100') {
      await user.click(screen.getByRole('button', { name: digit }))
    }
    expect(field().value).toBe('(415) 555-0100')
  })

  test('a long press on 0 writes a plus, and no 0', () => {
    vi.useFakeTimers()
    open(idle)
    const zero = screen.getByRole('button', { name: '0' })
    fireEvent.pointerDown(zero)
    act(() => void vi.advanceTimersByTime(600))
    fireEvent.pointerUp(zero)
    fireEvent.click(zero)
    vi.useRealTimers()
    expect(field().value).toBe('+')
  })

  test.each([
    ['', 'Enter a number first.'],
    ['41555', 'This number is too short. Add the missing digits.'],
    ['+1415555010099', 'This number is too long. Remove the extra digits.'],
    ['zzz', 'No one by that name. Check it, or enter a number.'],
    ['+99912345678', 'No country has this code. Check the digits after the +.'],
    [
      '*674155550100',
      'Codes with * or # before a number can’t be dialled here. Enter only the number.',
    ],
    ['4155550100 ext', 'The extension isn’t clear. Put it after a comma, or remove it.'],
  ])('%j is refused: %s', async (typed, why) => {
    const { user, recorded } = open(idle)
    if (typed !== '') await user.type(field(), typed)
    await user.click(call())
    expect(remark()).toBe(why)
    expect(field().getAttribute('aria-invalid')).toBe('true')
    expect(recorded.filter(([name]) => name === 'place')).toEqual([])
    await user.type(field(), '1')
    expect(remark()).not.toBe(why)
  })

  // The extension was taken for more digits, or left out: a stranger was called, or the switchboard.
  test.each([
    ['+49 30 901820,,45', '+4930901820', ',,45', 'Germany · +49 30 901820, then 45'],
    ['(415) 555-0100 x89', '+14155550100', ',89', 'United States · +1 415 555 0100, then 89'],
    ['(415) 555-0100 ext. 89', '+14155550100', ',89', 'United States · +1 415 555 0100, then 89'],
    ['+4930123456*12', '+4930123456', '*12', 'Germany · +49 30 123456, then *12'],
    ['4155550100#89', '+14155550100', ',89', 'United States · +1 415 555 0100, then 89'],
    ['4155550100,1,2#', '+14155550100', ',1,2#', 'United States · +1 415 555 0100, then 1, 2#'],
  ])(
    '%s, typed and pasted, shows what is pressed and calls',
    async (typed, number, digits, says) => {
      const { user, recorded } = open(idle)
      await user.keyboard(typed)
      expect(remark()).toBe(says)
      await user.keyboard('{Enter}')
      await user.clear(field())
      await user.paste(typed)
      expect(remark()).toBe(says)
      await user.keyboard('{Enter}')
      const placed = ['place', { kind: 'number', number, digits }, '+16285550100']
      expect(recorded).toEqual([placed, placed])
    },
  )

  test('an old Mexican mobile is dialled as it is today, and says so', async () => {
    const { user, recorded } = open(idle)
    await user.keyboard('+5215512345678')
    expect(remark()).toBe('Mexico · +52 55 1234 5678, without the old 1')
    await user.keyboard('{Enter}')
    expect(recorded).toEqual([
      ['place', { kind: 'number', number: '+525512345678' }, '+16285550100'],
    ])
  })

  test('two lines that are pasted are not one number', async () => {
    const { user, recorded } = open(idle)
    await user.paste('+49 30 901820\n45')
    expect(field().value).toBe('+49 30 901820 | 45')
    await user.keyboard('{Enter}')
    expect(recorded).toEqual([])
    expect(remark()).toBe('The extension isn’t clear. Put it after a comma, or remove it.')
  })

  test('editing the middle of a number does not move the caret to its end', async () => {
    const { user } = open(idle)
    await user.type(field(), '+14155550100')
    field().setSelectionRange(4, 4)
    await user.keyboard('9')
    expect(field().selectionStart).toBe(5)
    expect(field().value.replaceAll(/\D/g, '')).toBe('149155550100')
  })

  test('Backspace takes the last digit, over spaces and brackets too; one press clears it all', async () => {
    const { user } = open(idle)
    await user.keyboard('+1415{Backspace}')
    expect(field().value.replaceAll(/[^+\d]/g, '')).toBe('+141')
    await user.click(screen.getByRole('button', { name: 'Clear the number' }))
    expect(field().value).toBe('')
    expect(document.activeElement).toBe(field())
    expect(screen.queryByRole('button', { name: 'Clear the number' })).toBeNull()
  })

  test('the line that the customer sees is chosen from a menu', async () => {
    const { user, recorded } = open(idle)
    await user.click(screen.getByRole('button', { name: 'Caller ID: +1 628 555 0100' }))
    const menu = screen.getByRole('menu')
    await user.click(within(menu).getByRole('menuitemradio', { name: '+351 308 801 000' }))
    await user.type(field(), '+14155550100{Enter}')
    expect(recorded).toEqual([
      ['place', { kind: 'number', number: '+14155550100' }, '+351308801000'],
    ])
  })

  test("the server's refusal is said, and typing clears it", async () => {
    const { user, recorded } = open(states['idle-dial-refused'])
    expect(remark()).toMatch(/Premium numbers/)
    await user.type(field(), '1')
    expect(recorded).toEqual([['clearDialError']])
  })

  test('while a call is being placed, Call keeps its name and takes no second press', async () => {
    const { user, recorded } = open(states['idle-dialing'])
    await user.type(field(), '+14155550100{Enter}')
    await user.click(call())
    expect(call().getAttribute('aria-busy')).toBe('true')
    expect(recorded).toEqual([])
  })

  test('a recent call puts its number here and does not dial by itself', async () => {
    const { user, recorded } = open(idle)
    const list = screen.getByRole('list', { name: 'Recent calls' })
    expect(within(list).getAllByRole('listitem')).toHaveLength(5)
    await user.click(within(list).getByRole('button', { name: 'Dial Priya Raman' }))
    expect(field().value).toBe('+1 415 555 0132')
    expect(recorded).toEqual([])
    await user.keyboard('{Enter}')
    expect(recorded).toEqual([
      ['place', { kind: 'number', number: '+14155550132' }, '+16285550100'],
    ])
  })
})

describe('a number that was dialled', () => {
  const numbers = (recorded: readonly (readonly [string, ...unknown[]])[]) =>
    recorded.filter(([name]) => name === 'place').map(([, target]) => target)

  /** Dials, and comes back from the call. */
  async function backFromCall() {
    const desk = open(idle)
    await desk.user.keyboard('+14155550100{Enter}')
    desk.show(states['call-dialing'])
    desk.show(idle)
    return desk
  }

  // The digits of the next number were written after the last one: "+1 4155550100+14155550132".
  test('gives way to the next one, typed', async () => {
    const { user, recorded } = await backFromCall()
    expect(field().value).toBe('+1 415 555 0100')
    await user.keyboard('+14155550132{Enter}')
    expect(numbers(recorded).at(-1)).toEqual({ kind: 'number', number: '+14155550132' })
  })

  test('gives way to the next one, pressed on the keys', async () => {
    const { user } = await backFromCall()
    for (const name of ['4', '1']) await user.click(screen.getByRole('button', { name }))
    expect(field().value).toBe('41')
  })

  test('is dialled again with Enter', async () => {
    const { user, recorded } = await backFromCall()
    await user.keyboard('{Enter}')
    const number = { kind: 'number', number: '+14155550100' }
    expect(numbers(recorded)).toEqual([number, number])
  })

  test('a number that a ring interrupted is continued', async () => {
    const { user, show } = open(idle)
    await user.keyboard('+1415555')
    show(ringing())
    await user.keyboard('77')
    show(idle)
    await user.keyboard('0100')
    expect(field().value).toBe('+1 415 555 0100')
  })
})

test('the keys are one tab stop, and the arrows go from key to key', async () => {
  const { user } = open(idle)
  const key = (name: string | RegExp) => screen.getByRole('button', { name })
  await user.tab()
  expect(document.activeElement).toBe(key('1'))
  await user.keyboard('{ArrowRight}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}')
  expect(document.activeElement).toBe(key('0'))
  await user.keyboard('{Enter}')
  expect(field().value).toBe('0')
  await user.keyboard('{ArrowLeft}{ArrowLeft}')
  expect(document.activeElement).toBe(key('Star'))
  await user.keyboard('{Home}{ArrowUp}{End}')
  expect(document.activeElement).toBe(key('Hash'))
  await user.tab()
  expect(document.activeElement).toBe(key(/^Caller ID/))
  await user.tab({ shift: true })
  expect(document.activeElement).toBe(key('Hash'))
  await user.keyboard('7')
  expect(field().value).toBe('07')
  expect(document.activeElement).toBe(field())
})

describe('a name in the dialler', () => {
  const dialled = (recorded: readonly (readonly [string, ...unknown[]])[]) =>
    recorded.filter(([name]) => name === 'place')

  test('letters list who fits, with how they are, over the keys; digits bring the keys back', async () => {
    const { user, recorded } = open(idle)
    await user.keyboard('l')
    expect(recorded).toEqual([['directory']])
    const teammates = within(screen.getByRole('rowgroup', { name: 'Teammates' }))
    expect(teammates.getByText('On a call')).toBeTruthy()
    const queues = within(screen.getByRole('rowgroup', { name: 'Queues' }))
    expect(queues.getByText('0 free · 3 waiting')).toBeTruthy()
    await user.clear(field())
    await user.keyboard('4')
    expect(screen.queryByRole('rowgroup', { name: 'Queues' })).toBeNull()
    expect(document.activeElement).toBe(field())
  })

  test.each([
    ['den{Enter}', { kind: 'agent', agentId: 'u-deniz' }],
    ['sup{Enter}', { kind: 'queue', queueId: 'WQ1' }],
    ['delta{Enter}', { kind: 'number', number: '+14155552001' }],
    ['priya{Enter}', { kind: 'number', number: '+14155550132' }],
    ['d{ArrowDown}{Enter}', { kind: 'number', number: '+14155552001' }],
  ])('%s calls', async (keys, target) => {
    const { user, recorded } = open(idle)
    await user.keyboard(keys)
    expect(dialled(recorded)).toEqual([['place', target, '+16285550100']])
    expect(field().value).toBe('')
  })

  // An agent who typed a name and pressed Enter at once was told that nobody of that name is there.
  describe('when Enter comes before it is known who is there', () => {
    const nobodyYet = {
      ...idle,
      targets: { ...idle.targets, loading: true, teammates: [], queues: [], directory: [] },
      recent: [],
    }

    test.each([
      [
        'one fits: that one is called',
        'den',
        [['place', { kind: 'agent', agentId: 'u-deniz' }, '+16285550100']],
      ],
      ['several fit: the agent chooses', 'd', []],
      ['nobody fits', 'zzz', []],
    ])('%s', async (_how, typed, calls) => {
      const { user, recorded, show } = open(nobodyYet)
      await user.keyboard(`${typed}{Enter}`)
      expect(call().getAttribute('aria-busy')).toBe('true')
      expect(dialled(recorded)).toEqual([])
      show(idle)
      expect(dialled(recorded)).toEqual(calls)
      expect(call().getAttribute('aria-busy')).not.toBe('true')
    })

    test('and another name is typed meanwhile, the first is not called', async () => {
      const { user, recorded, show } = open(nobodyYet)
      await user.keyboard('den{Enter}i')
      show(idle)
      expect(dialled(recorded)).toEqual([])
    })
  })

  test('somebody who is there and cannot be called is not said to be unknown', async () => {
    const { user } = open(idle)
    await user.keyboard('mina{Enter}')
    expect(remark()).toBe('They can’t be called now. Choose someone else, or try again soon.')
  })

  test('by pointer; who cannot be called is shown with why', async () => {
    const { user, recorded } = open(idle)
    await user.keyboard('m')
    const mina = screen.getByRole('button', { name: 'Call Mina Park' })
    expect(mina.hasAttribute('disabled')).toBe(true)
    await user.clear(field())
    await user.keyboard('deni')
    await user.click(screen.getByRole('button', { name: 'Call Deniz Kaya' }))
    expect(dialled(recorded)).toHaveLength(1)
  })

  test('while a call is being placed, nobody else is called', async () => {
    const { user, recorded } = open(states['idle-dialing'])
    await user.keyboard('den{Enter}')
    await user.click(screen.getByRole('button', { name: 'Call Deniz Kaya' }))
    expect(dialled(recorded)).toEqual([])
  })
})
