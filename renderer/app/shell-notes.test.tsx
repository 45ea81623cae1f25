import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { idle, inCall, ringing, wrappingUp } from '../gallery/base.ts'
import { wrapUp } from '../gallery/people.ts'
import { open } from '../../tests/fakes/open-app.tsx'
import type { AppView } from '../view/app-view.ts'
import { makeDraft } from '../../server/contract/wrap-up-draft.ts'

const notes = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /Notes/ })
const disposition = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Disposition' })
const number = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Number' })
const call = (written = '') => inCall({}, { notes: written })
const after = (written = '') =>
  wrappingUp({ wrapUp: { ...wrapUp, draft: makeDraft({ notes: written }) } })

/** The screens that may come between a call and its after-call work, or take the place of that. */
const between: Record<string, readonly AppView[]> = {
  nothing: [],
  'the idle screen': [idle],
  'a ring': [ringing()],
  'a ring and the idle screen': [ringing(), idle],
  'the call again': [idle, call()],
}

describe('who types notes while the screen changes', () => {
  test.each(Object.entries(between))('goes on in the notes after %s', async (_, views) => {
    const { user, show } = open(call())
    await user.click(notes())
    await user.keyboard('wants the ref')
    for (const view of views) show(view)
    show(after())
    await user.keyboard('und today')
    expect(notes().value).toBe('wants the refund today')
    expect(disposition().value).toBe('')
  })

  test('loses no letter of after-call work to a ring', async () => {
    const { user, show } = open(call())
    await user.click(notes())
    await user.keyboard('call')
    show(after())
    await user.keyboard(' later')
    show(ringing())
    show(after())
    await user.keyboard('!')
    expect(notes().value).toBe('call later!')
  })

  test('does not type into a number when the notes go away', async () => {
    const { user, show } = open(call())
    await user.click(notes())
    show(idle)
    await user.keyboard('refund')
    expect(number().value).toBe('')
    await user.tab()
    expect(document.activeElement).toBe(number())
  })

  test.each([
    ['by a press', (user: ReturnType<typeof open>['user']) => user.click(screen.getByRole('main'))],
    ['by a key', (user: ReturnType<typeof open>['user']) => user.tab()],
  ])('begins with the disposition after leaving the notes %s', async (_, leave) => {
    const { user, show } = open(call())
    await user.click(notes())
    await leave(user)
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    show(after())
    expect(document.activeElement).toBe(disposition())
  })

  test('begins with the number once the notes are completed', async () => {
    const { user, show } = open(after())
    await user.click(notes())
    await user.keyboard('done{Control>}{Enter}{/Control}')
    show(idle)
    expect(document.activeElement).toBe(number())
  })
})
