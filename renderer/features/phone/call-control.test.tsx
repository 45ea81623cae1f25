import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { states, type StateName } from '../../gallery/states.ts'
import { open } from '../../../tests/fakes/open-app.tsx'

const control = (name: string) => screen.getByRole('button', { name })
const whyNot = (name: string) => control(name).getAttribute('aria-description')

// During a consult Hold, Transfer, Add and New call were grey without a word.
describe('a control that can do nothing now', () => {
  test.each<readonly [StateName, string, string]>([
    ['call-transfer-consulting', 'Hold', 'Finish the transfer first'],
    ['call-transfer-consulting', 'Transfer', 'Finish the transfer first'],
    ['call-transfer-consulting', 'Add', 'Finish the transfer first'],
    ['call-transfer-consulting', 'New call', 'Finish the transfer first'],
    ['call-dialing', 'Hold', 'No one is connected yet'],
    ['call-dialing', 'Keypad', 'No one is connected yet'],
    ['call-ended', 'Mute', 'The call has ended'],
    ['call-ended', 'Hang up', 'The call has ended'],
    ['call-asked-advice', 'Add', 'Only the agent whose call it is can do this'],
    ['call-internal', 'Transfer', 'Internal calls can’t be transferred'],
    ['call-set-aside', 'New call', 'You already have another call'],
    ['call-waiting', 'New call', 'You already have another call'],
    ['call-transfer-ringing', 'Complete transfer', 'They haven’t answered yet'],
    ['call-transfer-joined', 'Merge all', 'You are all on the same call already'],
    [
      'call-set-aside-number',
      'Merge calls: bring +1 415 555 0132 into this call',
      'Both calls must be connected first',
    ],
  ])(
    'says why, keeps its place among the tab stops, and does nothing: %s, %s',
    async (state, name, why) => {
      const { user, recorded } = open(states[state])
      expect(whyNot(name)).toBe(why)
      control(name).focus()
      expect(document.activeElement).toBe(control(name))
      expect(await screen.findByRole('tooltip', { name: why })).toBeTruthy()
      await user.click(control(name))
      await user.keyboard('{Enter} ')
      expect(recorded).toEqual([])
      expect(screen.queryByRole('dialog')).toBeNull()
    },
  )

  test('has no reason once it can be used, or while its command is in progress', () => {
    const { show } = open(states.call)
    for (const name of ['Mute', 'Hold', 'Keypad', 'Transfer', 'Add', 'New call', 'Hang up']) {
      expect([whyNot(name), control(name).ariaDisabled]).toEqual([null, null])
    }
    show(states['call-new-dialing'])
    expect(whyNot('New call')).toBeNull()
  })
})
