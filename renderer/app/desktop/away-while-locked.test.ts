import { expect, it } from 'vitest'
import { available, idle, inCall, offline, onBreak } from '../../gallery/base.ts'
import { createAwayWhileLocked } from './away-while-locked.ts'

const at = (current: typeof available) => ({ ...idle, presence: { ...idle.presence, current } })

it('takes the chosen activity at the lock and comes back at the unlocking', () => {
  const locked = createAwayWhileLocked()
  expect(locked.on('lock', idle, 'Break')).toBe(onBreak.sid)
  // Asleep as well: it has left already.
  expect(locked.on('suspend', at(onBreak), 'Break')).toBeNull()
  expect(locked.on('resume', at(onBreak), 'Break')).toBeNull()
  expect(locked.on('unlock', at(onBreak), 'Break')).toBe(available.sid)
  expect(locked.on('unlock', at(available), 'Break')).toBeNull()
})

it.each([
  ['it was not chosen', idle, null],
  ['a call is up', inCall(), 'Break'],
  ['the agent takes no calls anyway', at(offline), 'Break'],
  ['there is no such activity', idle, 'Lunch'],
])('changes nothing where %s', (_why, view, whenLocked) => {
  const locked = createAwayWhileLocked()
  expect(locked.on('lock', view, whenLocked)).toBeNull()
  expect(locked.on('unlock', view, whenLocked)).toBeNull()
})

it('does not come back from where somebody else has put the agent meanwhile', () => {
  const locked = createAwayWhileLocked()
  locked.on('lock', idle, 'Break')
  expect(locked.on('unlock', at(offline), 'Break')).toBeNull()
})
