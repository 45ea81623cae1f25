import { act, screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { idle, inCall, onHold, ringing, wrappingUp } from '../gallery/base.ts'
import { en } from '../i18n/en.ts'
import { open } from '../../tests/fakes/open-app.tsx'
import { states } from '../gallery/states.ts'

const status = (name: string | RegExp) => screen.getByRole('button', { name })

describe('the shell', () => {
  test.each(Object.keys(states))('draws %s', (name) => {
    open(new Map(Object.entries(states)).get(name) ?? idle)
    expect(screen.getByRole('main').textContent).not.toBe('')
  })

  test('the status is a menu of the choices', async () => {
    const { user, recorded, show } = open(idle)
    await user.click(status('Status: Available 12:34'))
    const menu = screen.getByRole('menu')
    const items = within(menu).getAllByRole('menuitemradio')
    expect(items.map((item) => item.getAttribute('aria-checked'))).toEqual([
      'true',
      'false',
      'false',
    ])
    expect(items.map((item) => item.textContent)).toEqual([
      'AvailableTaking callsAlt 1',
      'BreakNot taking callsAlt 2',
      'OfflineNot taking callsAlt 3',
    ])
    await user.click(within(menu).getByRole('menuitemradio', { name: 'Break' }))
    expect(recorded).toEqual([['agentState.set', 'WA2']])
    show(states['presence-pending'])
    expect(status(/^Status: Available.*, then Break$/).getAttribute('aria-busy')).toBe('true')
    show(states['presence-break'])
    expect(status(/^Status: Break/)).toBeTruthy()
  })

  test.each([
    ['wrap-up-overdue', 'Status: Wrap-up overdue 0:12, then Available'],
    ['failure-microphone-blocked', 'Status: Not reachable: microphone blocked, then Available'],
    ['call', 'Status: On a call 7:42, then Available'],
    ['call-on-hold', 'Status: On hold 0:38, then Available'],
    ['wrap-up-then-break', 'Status: Wrap-up 1:24, then Break'],
  ] as const)('what is true goes before what was chosen: %s', (name, said) => {
    open(states[name])
    const pill = status(said)
    expect(said.replaceAll(',', '')).toBe(
      `Status: ${pill.textContent.replaceAll(/\s+/g, ' ').trim()}`,
    )
    for (const part of pill.querySelectorAll('span, time')) {
      expect(said).toContain(part.textContent)
    }
  })

  test('a screen reader hears the state and not its seconds, also at the button in focus', () => {
    open(states['call-on-hold-muted'])
    expect(screen.getByRole('status', { name: 'Status' }).textContent).toBe('On holdMuted')
    act(() => status('Status: On hold 0:38, then Available').focus())
    expect(document.activeElement).toBe(status('Status: On hold, then Available'))
  })

  test.each([
    ['idle', en.readiness.microphone.live],
    ['call-muted', 'Microphone muted'],
    ['failure-microphone-blocked', 'Microphone blocked'],
    ['failure-microphone-missing', 'No microphone'],
    ['call-link-poor', `${en.readiness.link.poor}${en.readiness.microphone.live}`],
  ] as const)('the right side of %s says only: %s', (name, said) => {
    open(states[name])
    expect(screen.getByRole('list', { name: 'Microphone and network' }).textContent).toBe(said)
  })

  test('a problem is named and fixed with one press', async () => {
    const { user, recorded } = open(states['failure-microphone-blocked'])
    expect(screen.getByText(/microphone is blocked/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Allow microphone' }))
    expect(recorded).toEqual([['fixReadiness']])
  })

  test('what a firewall keeps away is named by host and port', () => {
    const { show } = open(states['failure-worker-blocked'])
    const said = () => screen.getByRole('main').textContent
    expect(said()).toContain(
      'Your queues can’t be reached.Detailsevent-bridge.twilio.com, port 443',
    )
    show(states['failure-device-blocked'])
    expect(said()).toContain(
      'The phone service can’t be reached.Detailsvoice-js.roaming.twilio.com, port 443',
    )
    show(states['failure-server'])
    expect(said()).toContain(
      'Can’t reach the server. Calls continue.Detailsphone.example, port 443',
    )
  })

  test('a missed call offers the way back, and its notice can be dismissed', async () => {
    const { user, recorded } = open(states['notice-missed'])
    await user.click(screen.getByRole('button', { name: 'Go available' }))
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(recorded).toEqual([['agentState.set', 'WA1'], ['dismissNotice']])
  })

  test('a ring brings the phone to the front', async () => {
    const { user, show } = open(idle)
    await user.click(screen.getByRole('button', { name: 'History' }))
    expect(screen.queryByRole('button', { name: 'Call' })).toBeNull()
    show(ringing())
    expect(screen.getByRole('button', { name: 'Answer' })).toBeTruthy()
  })

  test('on a call the status stays while the history is open, and a number from it waits in the dialler', async () => {
    const { user, show } = open(inCall({ muted: true }, onHold(true, true, 38)))
    await user.click(screen.getByRole('button', { name: 'History' }))
    const top = within(screen.getByRole('banner'))
    expect(top.getByRole('button', { name: /^Status: On hold 0:38/ })).toBeTruthy()
    expect(top.getByText('Muted')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Dial Priya Raman' }))
    show(idle)
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Number' }).value).toBe(
      '+1 415 555 0132',
    )
  })

  test('what was typed for a wrap-up outlives a look at the history', async () => {
    const { user } = open(wrappingUp())
    await user.type(screen.getByRole('textbox', { name: 'Notes' }), ' Done.')
    await user.click(screen.getByRole('button', { name: 'History' }))
    await user.click(screen.getByRole('button', { name: 'Phone' }))
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Notes' }).value).toMatch(
      /Done\.$/,
    )
  })

  test('Sign out waits for the end of a call', async () => {
    const { user, recorded } = open(inCall())
    await user.click(screen.getByRole('button', { name: 'Account' }))
    const item = screen.getByRole('menuitem', { name: 'Sign out when the call is over' })
    await user.click(item)
    expect(recorded).toEqual([])
  })
})
