import { render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import { open } from '../../../tests/fakes/open-app.tsx'
import { recordingActions } from '../../../tests/fakes/recording-actions.ts'
import { App } from '../../app/app.tsx'
import { idle } from '../../gallery/base.ts'
import { states } from '../../gallery/states.ts'
import { startedStates } from '../../gallery/welcome-states.ts'
import { GettingStartedContext } from '../../view/getting-started.ts'
import { SettingsContext, unknownSettings } from '../../view/settings-context.ts'

/** The app with *Getting started*, and what was pressed. */
function start(name: string, place: 'browser' | 'desktop' = 'browser') {
  const state = startedStates[name]
  if (state === undefined) throw new Error('The gallery has no such state.')
  const { actions, recorded } = recordingActions()
  const note = (what: string) => () => void recorded.push([what])
  const card = { show: note('show'), close: note('close'), confirmRing: note('confirmRing') }
  const nothing = () => undefined
  const draw = (change: Partial<typeof state> = {}) => (
    <SettingsContext
      value={{
        settings: { ...unknownSettings, place },
        requests: { dial: null, settings: false },
        onSeen: nothing,
        // The cast: every other one is not called here.
        actions: {
          sampleRing: note('sampleRing'),
          beCustomer: note('beCustomer'),
          lookForDevices: nothing,
        } as never,
      }}
    >
      <GettingStartedContext value={{ view: change.started ?? state.started, actions: card }}>
        <App view={change.view ?? state.view} actions={actions} />
      </GettingStartedContext>
    </SettingsContext>
  )
  const { rerender } = render(draw())
  const show = (change: Partial<typeof state>) => rerender(draw(change))
  return { user: userEvent.setup(), recorded, show, state }
}

const card = () => within(screen.getByRole('region', { name: 'Getting started' }))

describe('an agent whose status keeps calls away', () => {
  test('is told so over the dialler, and goes available with one press', async () => {
    const { user, recorded } = open(states['idle-offline'])
    expect(screen.getByText('You’re offline. Calls don’t reach you.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Go available' }))
    expect(recorded).toEqual([['agentState.set', 'WA1']])
  })

  test('is reminded of a chosen one by its name', () => {
    const { show } = open(states['idle-break'])
    expect(screen.getByText('Your status is Break. Calls don’t reach you.')).toBeTruthy()
    show(idle)
    expect(screen.queryByRole('button', { name: 'Go available' })).toBeNull()
  })

  test('is not offered to go available while the desk cannot be reached', () => {
    open(states['microphone-help'])
    expect(screen.queryByRole('button', { name: 'Go available' })).toBeNull()
  })

  test('has one button for it after a missed call', () => {
    open(states['notice-missed'])
    expect(screen.getAllByRole('button', { name: 'Go available' })).toHaveLength(1)
  })
})

describe('Getting started', () => {
  test('says where each step stands', () => {
    const { show, state } = start('getting-started')
    expect(card().getByText('Your microphone works.')).toBeTruthy()
    expect(card().getByText('You’re offline. Calls don’t reach you.')).toBeTruthy()
    show({ view: { ...state.view, readiness: { ...idle.readiness, microphone: 'missing' } } })
    expect(card().getByText('None found. Plug in a headset.')).toBeTruthy()
    show(startedStates['getting-started-ready'] ?? state)
    expect(card().getByText('You’re ready. Your next call rings here.')).toBeTruthy()
    expect(card().queryByRole('button', { name: 'Go available' })).toBeNull()
  })

  test('plays the ring and asks whether it was heard', async () => {
    const { user, recorded } = start('getting-started')
    expect(card().queryByRole('button', { name: 'Yes' })).toBeNull()
    await user.click(card().getByRole('button', { name: 'Play the ring' }))
    expect(card().getByText('Did you hear it?')).toBeTruthy()
    await user.click(card().getByRole('button', { name: 'Yes' }))
    expect(recorded).toEqual([['sampleRing'], ['confirmRing']])
    expect(document.activeElement).not.toBe(document.body)
  })

  test('leads somebody who heard nothing to the sound settings', async () => {
    const { user } = start('getting-started')
    await user.click(card().getByRole('button', { name: 'Play the ring' }))
    await user.click(card().getByRole('button', { name: 'No' }))
    expect(screen.getByRole('heading', { name: 'Settings' })).toBeTruthy()
  })

  test('offers a practice call where the customer’s page is known, and only there', async () => {
    start('getting-started')
    expect(card().queryByText('Call yourself')).toBeNull()
  })

  test('opens the customer’s page in a browser by a link, on the desktop by the system', async () => {
    const { user, recorded } = start('getting-started-practice', 'desktop')
    await user.click(card().getByRole('button', { name: 'Call yourself' }))
    expect(recorded).toEqual([['beCustomer']])
  })

  test('links to the customer’s page in a browser', () => {
    start('getting-started-practice')
    const link = card().getByRole<HTMLAnchorElement>('link', { name: 'Call yourself' })
    expect(link.href).toBe('http://127.0.0.1:40123/sandbox/customer')
    expect(link.target).toBe('_blank')
  })

  test('is closed, and comes back from the account menu', async () => {
    const { user, recorded } = start('getting-started')
    await user.click(card().getByRole('button', { name: 'Close Getting started' }))
    await user.click(screen.getByRole('button', { name: 'Account' }))
    await user.click(screen.getByRole('menuitem', { name: 'Getting started' }))
    expect(recorded).toEqual([['close'], ['show']])
  })
})
