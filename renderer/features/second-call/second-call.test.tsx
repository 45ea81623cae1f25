import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { inCall } from '../../gallery/base.ts'
import { open } from '../../../tests/fakes/open-app.tsx'
import { states } from '../../gallery/states.ts'

const waiting = () => screen.getByRole('region', { name: 'Call waiting' })
const setAside = () => screen.getByRole('region', { name: 'Other call' })
const press = (name: string) => screen.getByRole('button', { name })

function heard(region: 'at-once' | 'failure' | 'calmly') {
  return document.querySelector(`[data-announce="${region}"]`)?.textContent
}

describe('a call that is offered during another', () => {
  test('says who, from which queue, how long they wait and what time is left', () => {
    open(states['call-waiting'])
    const says = waiting().textContent
    for (const fact of ['Priya Raman', 'Sales · waited 0:41', '+1 415 555 0132', '13 s']) {
      expect(says).toContain(fact)
    }
    expect(within(waiting()).getByText('Alt A')).toBeTruthy()
    expect(within(waiting()).getByText('Alt D')).toBeTruthy()
  })

  test('is announced at once, beside what is wrong with the call in hand', () => {
    const { show } = open(inCall())
    show(states['call-waiting'])
    expect(heard('at-once')).toBe('Call waiting: Priya Raman, Sales')
    expect(heard('calmly')).toBe('Talking to Marta Oliveira')
    show(states['call-waiting-withheld'])
    expect(heard('at-once')).toBe('Call waiting: Private number')
    show(states['call-waiting-consult'])
    expect(heard('at-once')).toBe(
      'Call waiting: Deniz Kaya needs your help, about Priya Raman, Sales',
    )
  })

  test('is answered and declined by pointer', async () => {
    const { user, recorded } = open(states['call-waiting'])
    await user.click(press('Decline'))
    await user.click(press('Hold and answer'))
    expect(recorded).toEqual([
      ['decline', 'c2'],
      ['accept', 'c2'],
    ])
  })

  test.each([
    ['{Alt>}a{/Alt}', 'accept'],
    ['{Alt>}d{/Alt}', 'decline'],
  ])('the keys %s work while notes are typed, and do it once', async (keys, name) => {
    const { user, recorded } = open(states['call-waiting'])
    await user.click(screen.getByRole('textbox', { name: 'Notes' }))
    await user.keyboard(keys)
    expect(recorded).toEqual([[name, 'c2']])
  })

  test('takes neither focus nor the letters that are being typed', async () => {
    const { user, recorded, show } = open(inCall())
    await user.click(screen.getByRole('textbox', { name: 'Notes' }))
    show(states['call-waiting'])
    await user.keyboard('ad{Enter}')
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Notes' }))
    await user.keyboard('{Escape}')
    expect(recorded.filter(([name]) => name !== 'writeNotes')).toEqual([])
  })

  test('shows at once what was asked, and takes no second press', async () => {
    const { user, recorded, show } = open(states['call-waiting-declining'])
    expect(waiting().textContent).toContain('Declining…')
    expect(press('Decline').getAttribute('aria-busy')).toBe('true')
    await user.click(press('Hold and answer'))
    await user.keyboard('{Alt>}ad{/Alt}')
    show(states['call-waiting-answering'])
    await user.click(press('Hold and answer'))
    await user.keyboard('{Alt>}ad{/Alt}')
    expect(recorded).toEqual([])
  })

  test('is seen and answered from the history too; the phone comes to the front with it', async () => {
    const { user, recorded, show } = open(states['call-waiting'])
    await user.click(press('History'))
    await user.keyboard('{Alt>}a{/Alt}')
    expect(recorded).toEqual([['accept', 'c2']])
    expect(waiting()).toBeTruthy()
    show(inCall({}, { callId: 'c2' }))
    expect(press('Hang up')).toBeTruthy()
  })
})

describe('a call that was put aside', () => {
  test('says who waits, and how long once that is proved', () => {
    const { show } = open(states['call-set-aside-holding'])
    expect(setAside().textContent).toContain('Putting on hold…')
    expect(heard('calmly')).toBe('Talking to Marta Oliveira')
    show(states['call-set-aside'])
    expect(setAside().textContent).toContain('Priya Raman')
    expect(setAside().textContent).toContain('On hold 0:52')
    expect(heard('calmly')).toBe(
      'Talking to Marta Oliveira. Priya Raman is on hold in the other call',
    )
  })

  test('is resumed again and joined, by pointer and by key', async () => {
    const { user, recorded } = open(states['call-set-aside'])
    await user.click(press('Switch to Priya Raman'))
    await user.click(press('Merge calls: bring Priya Raman into this call'))
    await user.click(screen.getByRole('textbox', { name: 'Notes' }))
    await user.keyboard('{Alt>}wg{/Alt}')
    const both = [
      ['switchTo', 'c2'],
      ['merge', 'c1', 'c2'],
    ]
    expect(recorded).toEqual([...both, ...both])
  })

  test('cannot be joined before both are conversations', async () => {
    const { user, recorded } = open(states['call-set-aside-number'])
    await user.click(press('Merge calls: bring +1 415 555 0132 into this call'))
    await user.keyboard('{Alt>}g{/Alt}')
    expect(recorded).toEqual([])
  })

  test.each([
    ['call-set-aside-switching', 'Switching…', 'Switch to Priya Raman'],
    ['call-set-aside-merging', 'Merging…', 'Merge calls: bring Priya Raman into this call'],
  ] as const)('%s is shown, and takes no second press', async (name, says, button) => {
    const { user, recorded } = open(states[name])
    expect(setAside().textContent).toContain(says)
    expect(press(button).getAttribute('aria-busy')).toBe('true')
    await user.click(press('Switch to Priya Raman'))
    await user.click(press('Merge calls: bring Priya Raman into this call'))
    await user.keyboard('{Alt>}wg{/Alt}')
    expect(recorded).toEqual([])
  })

  test('a join that was refused says that they were not joined', () => {
    open(states['call-set-aside-merge-refused'])
    expect(heard('failure')).toMatch(/The calls weren’t merged/)
  })

  test('notes typed on each call stay with it', async () => {
    const { user, show } = open(inCall({}, { notes: '' }))
    const notes = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Notes' })
    await user.type(notes(), 'Marta')
    show(inCall({}, { callId: 'c2', notes: '' }))
    expect(notes().value).toBe('')
    await user.type(notes(), 'Priya')
    show(inCall({}, { notes: '' }))
    expect(notes().value).toBe('Marta')
  })
})
