import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { inCall, wrappingUp } from '../../gallery/base.ts'
import { open } from '../../../tests/fakes/open-app.tsx'
import { wrapUp } from '../../gallery/people.ts'
import { states } from '../../gallery/states.ts'
import { makeDraft } from '../../../server/contract/wrap-up-draft.ts'

const disposition = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Disposition' })
const notes = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Notes' })
const complete = () => screen.getByRole('button', { name: 'Complete' })
const required = () => wrappingUp({ wrapUp: { ...wrapUp, required: true } })
const kept = wrapUp.draft.notes

describe('wrap-up', () => {
  test('begins in the disposition: a whole label, in any case, then Complete', async () => {
    const { user, recorded } = open(required())
    expect(document.activeElement).toBe(disposition())
    await user.keyboard('tEcHnical issue')
    await user.click(complete())
    expect(recorded).toEqual([
      ['afterCallWork.draft', 'c1', makeDraft({ dispositionId: 'd4', notes: kept })],
      ['afterCallWork.complete', 'c1', makeDraft({ dispositionId: 'd4', notes: kept })],
    ])
  })

  test('only the field bears the name Disposition: a search by label found the list as well', () => {
    open(required())
    expect(screen.getAllByLabelText(/disposition/i)).toEqual([disposition()])
    expect(screen.getByRole('listbox', { name: 'Choices' })).toBeTruthy()
  })

  test('a few letters mark the best, Enter takes it, Ctrl+Enter completes', async () => {
    const { user, recorded } = open(required())
    await user.keyboard('res')
    const marked = disposition().getAttribute('aria-activedescendant')
    expect(screen.getByRole('option', { name: 'Resolved' }).id).toBe(marked)
    await user.keyboard('{ArrowDown}{Enter}')
    expect(disposition().value).toBe('Resend item')
    expect(screen.getByRole('option', { name: 'Resend item' }).getAttribute('aria-selected')).toBe(
      'true',
    )
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(recorded.at(-1)).toEqual([
      'afterCallWork.complete',
      'c1',
      makeDraft({ dispositionId: 'd2', notes: kept }),
    ])
  })

  test('the arrows walk over all, upwards from the last', async () => {
    const { user } = open(wrappingUp())
    await user.keyboard('{ArrowUp}{Enter}')
    expect(disposition().value).toBe('Wrong number')
    await user.keyboard('{ArrowDown}{Enter}')
    expect(disposition().value).toBe('Resolved')
  })

  test('two keys: a digit chooses the disposition that bears it, Ctrl+Enter completes', async () => {
    const { user, recorded } = open(required())
    const chips = screen.getAllByRole('option')
    expect(chips.map((chip) => chip.getAttribute('aria-keyshortcuts')).slice(0, 3)).toEqual([
      '1',
      '2',
      '3',
    ])
    await user.keyboard('2{Control>}{Enter}{/Control}')
    expect(recorded.at(-1)).toEqual([
      'afterCallWork.complete',
      'c1',
      makeDraft({ dispositionId: 'd2', notes: kept }),
    ])
  })

  test('another digit, or letters, take the place of a digit that was wrong', async () => {
    const { user } = open(required())
    await user.keyboard('21')
    expect(disposition().value).toBe('Resolved')
    await user.keyboard('call')
    expect(disposition().value).toBe('call')
  })

  test('a digit that no disposition bears is text', async () => {
    const { user, recorded } = open(required())
    await user.keyboard('9')
    expect(disposition().value).toBe('9')
    expect(recorded).toEqual([])
  })

  test('a chip is one press, and changing the letters takes the choice back', async () => {
    const { user, recorded } = open(wrappingUp())
    await user.click(screen.getByRole('option', { name: 'Callback' }))
    expect(disposition().value).toBe('Callback')
    await user.keyboard('{Backspace}')
    expect(recorded.map(([, , draft]) => draft)).toEqual([
      makeDraft({ dispositionId: 'd5', notes: kept }),
      makeDraft({ notes: kept }),
    ])
  })

  test.each([
    ['', 'Choose a disposition first.'],
    ['res', 'Several dispositions match. Choose one.'],
    ['xyz', 'No disposition matches. Choose one from the list.'],
  ])('required, %j is refused: %s', async (typed, why) => {
    const { user, recorded } = open(required())
    if (typed !== '') await user.keyboard(typed)
    await user.click(complete())
    expect(screen.getByText(why)).toBeTruthy()
    expect(disposition().getAttribute('aria-invalid')).toBe('true')
    expect(document.activeElement).toBe(disposition())
    expect(recorded).toEqual([])
  })

  test('not required, it completes without one', async () => {
    const { user, recorded } = open(wrappingUp())
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(recorded).toEqual([['afterCallWork.complete', 'c1', makeDraft({ notes: kept })]])
  })

  test('notes are saved as they are typed', async () => {
    const { user, recorded } = open(states['wrap-up-chosen'])
    await user.type(notes(), '!')
    expect(recorded).toEqual([
      ['afterCallWork.draft', 'c1', makeDraft({ dispositionId: 'd1', notes: `${kept}!` })],
    ])
  })

  test('the last words typed on the call are here even if the server had not got them, and typing goes on', async () => {
    const { user, recorded, show } = open(inCall({}, { notes: 'Par' }))
    await user.type(notes(), 'cel')
    show(wrappingUp({ wrapUp: { ...wrapUp, draft: makeDraft({ notes: 'Par' }) } }))
    expect(notes().value).toBe('Parcel')
    expect(document.activeElement).toBe(notes())
    expect(recorded.at(-1)).toEqual(['afterCallWork.draft', 'c1', makeDraft({ notes: 'Parcel' })])
    await user.keyboard('!')
    expect(notes().value).toBe('Parcel!')
  })

  test('Escape leaves the notes; what is typed then searches a disposition, or is a note once one is chosen', async () => {
    const { user } = open(required())
    await user.click(notes())
    await user.keyboard('{Escape}')
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }))
    await user.keyboard('3')
    expect(disposition().value).not.toBe('')
    await user.click(notes())
    await user.keyboard('{Escape} Ok')
    expect(notes().value).toBe(`${kept} Ok`)
  })

  test('one more minute', async () => {
    const { user, recorded } = open(wrappingUp())
    expect(within(screen.getByRole('main')).getByText('1:24')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '+1 min' }))
    expect(recorded).toEqual([['afterCallWork.extend', 'c1']])
  })

  test.each([
    ['wrap-up', 'Saved automatically'],
    ['wrap-up-saving', 'Saving…'],
    ['wrap-up-not-saved', 'Not saved yet. Keep this window open.'],
    ['wrap-up-overdue', 'Time’s up. Completing automatically.'],
    ['wrap-up-overdue-required', 'Time’s up. Choose a disposition.'],
    ['wrap-up-completing', 'Completing…'],
  ] as const)('%s says: %s', (name, said) => {
    open(states[name])
    expect(screen.getByText(said)).toBeTruthy()
  })

  test('completing takes no second press', async () => {
    const { user, recorded } = open(states['wrap-up-completing'])
    await user.click(complete())
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(recorded).toEqual([])
  })
})
