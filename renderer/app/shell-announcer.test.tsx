import { expect, test } from 'vitest'
import { idle, inCall, onHold, ringing } from '../gallery/base.ts'
import { open } from '../../tests/fakes/open-app.tsx'
import { states } from '../gallery/states.ts'

function heard(region: 'at-once' | 'failure' | 'calmly' | 'notice') {
  return document.querySelector(`[data-announce="${region}"]`)?.textContent
}

test('a screen reader says who is calling, and what becomes of the call, from regions that stay', () => {
  const { show } = open(idle)
  const region = document.querySelector('[data-announce="at-once"]')
  expect(region?.getAttribute('aria-live')).toBe('assertive')
  show(ringing())
  expect(heard('at-once')).toBe('Incoming call from Marta Oliveira, Support')
  show(inCall())
  expect([heard('at-once'), heard('calmly')]).toEqual(['', 'Talking to Marta Oliveira'])
  show(inCall({ muted: true }))
  expect(heard('calmly')).toBe('Talking to Marta Oliveira. Microphone muted')
  show(inCall({}, onHold(true, false, 1)))
  expect(heard('calmly')).toBe('Talking to Marta Oliveira')
  show(inCall({}, onHold(true, true, 1)))
  expect(heard('calmly')).toBe('Marta Oliveira is on hold')
  show(states['call-hold-failed'])
  expect(heard('failure')).toMatch(/Hold not confirmed/)
  show(states['call-ended'])
  expect(heard('calmly')).toBe('Marta Oliveira ended the call')
  show(states['wrap-up'])
  expect(heard('calmly')).toBe('Call ended, ended by customer. Wrap-up: Marta Oliveira')
  show(states['notice-missed'])
  expect(heard('notice')).toMatch(/Missed call from \+351 21 555 0147/)
  expect(document.querySelector('[data-announce="at-once"]')).toBe(region)
})
