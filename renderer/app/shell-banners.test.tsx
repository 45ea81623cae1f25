import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { open } from '../../tests/fakes/open-app.tsx'
import { findState, states, type StateName } from '../gallery/states.ts'
import { withOneCause } from '../view/one-cause.ts'

const main = () => within(screen.getByRole('main'))

/** The sentences of the banners: each has its own icon and no other text of the screen is beside one. */
function banners(): readonly string[] {
  return [...document.querySelectorAll('main [data-banner] > div > p')].map(
    ({ textContent }) => textContent,
  )
}

test.each<[StateName, readonly string[]]>([
  // The server cannot be reached: the command says so, and the desk and the notice do not repeat it.
  ['call-failure', ['Can’t reach the server: the customer may still be on hold. Try again.']],
  ['call-hold-unanswered', ['Can’t reach the server: the customer can still hear you. Try again.']],
  ['call-returning', ['Reconnecting you to Marta Oliveira… They hear music.']],
  ['call-returning-offline', ['Reconnecting you to Marta Oliveira… They hear music.']],
  ['wrap-up-lost', ['Your connection was lost. Marta Oliveira went back to the queue.']],
  ['wrap-up-lost-to-others', ['Your connection was lost. Marta Oliveira stayed with the others.']],
  ['call-reconnecting-offline', ['Connection lost. Reconnecting… stay on the line.']],
  ['failure-server', ['Can’t reach the server. Calls continue.']],
  ['notice-not-reachable', ['You can’t be Available: the microphone is blocked.']],
  // Two causes are two banners.
  [
    'failure-microphone-missing',
    [
      'No microphone found. You won’t get calls. Plug in a headset.',
      'This computer has no keychain, so you must sign in again after a restart.',
    ],
  ],
])('%s has one banner for one cause', (name, said) => {
  open(states[name])
  expect(new Set(banners())).toEqual(new Set(said))
})

test('a command that the server did not answer is tried again with its banner', async () => {
  const { user, recorded } = open(states['call-hold-unanswered'])
  await user.click(main().getByRole('button', { name: 'Try again' }))
  expect(recorded).toEqual([['hold', 'c1']])
})

test('the name of a supplier is in the details alone', async () => {
  const { user } = open(states['call-hold-failed'])
  const details = main().getByText('Details').closest('details')
  expect(details?.open).toBe(false)
  expect(details?.textContent).toMatch(/hold: not-confirmed\nTwilio, /)
  await user.click(main().getByText('Details'))
  expect(details?.open).toBe(true)
})

test('a status that was refused has the button that fixes it', async () => {
  const { user, recorded } = open(states['notice-not-reachable'])
  await user.click(main().getByRole('button', { name: 'Allow microphone' }))
  expect(recorded).toEqual([['fixReadiness']])
})

test('a change of status is undone with one click', async () => {
  const { user, recorded } = open(states['notice-status-changed'])
  expect(main().getByText('You’re now Offline.')).toBeTruthy()
  await user.click(main().getByRole('button', { name: 'Undo' }))
  expect(recorded).toEqual([['agentState.set', 'WA1']])
})

test('what is wrong for another reason is kept', () => {
  for (const name of ['call-hold-failed', 'call-transfer-busy-held', 'ringing-failure', 'call']) {
    const view = findState(name)
    expect(view === undefined ? null : withOneCause(view)).toEqual(view)
  }
})
