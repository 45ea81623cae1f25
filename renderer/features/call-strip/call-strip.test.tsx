import { screen, within } from '@testing-library/react'
import { describe, expect, it, test } from 'vitest'
import { open } from '../../../tests/fakes/open-app.tsx'
import { en } from '../../i18n/en.ts'
import { idle, inCall, onHold, ringing, wrappingUp } from '../../gallery/base.ts'
import { outsideStates } from '../../gallery/outside-states.ts'
import { secondsAgo, wrapUp } from '../../gallery/people.ts'
import { states } from '../../gallery/states.ts'
import type { AppView } from '../../view/app-view.ts'
import { stripTextOf } from './strip-text.ts'

/** The app with the history open while something goes on under Phone. */
async function openHistory(view: AppView) {
  const app = open(view)
  await app.user.click(screen.getByRole('button', { name: 'History' }))
  const strip = () => screen.getByRole('region', { name: 'Current call' })
  const press = (name: string) => app.user.click(within(strip()).getByRole('button', { name }))
  return { ...app, strip, press }
}

describe('the strip of the current call on another screen', () => {
  it('is not there while nothing goes on, and not under Phone', async () => {
    const { show, user } = await openHistory(inCall())
    await user.click(screen.getByRole('button', { name: 'Phone' }))
    expect(screen.queryByRole('region', { name: 'Current call' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'History' }))
    show(idle)
    expect(screen.queryByRole('region', { name: 'Current call' })).toBeNull()
  })

  it('mutes, holds and hangs up, as the call’s own controls do', async () => {
    const { press, recorded, show, strip } = await openHistory(inCall())
    expect(strip().textContent).toContain('Marta Oliveira')
    expect(strip().textContent).toContain('Talking 7:42')
    await press('Mute')
    await press('Hold')
    show(inCall({ muted: true }, onHold(true, true, 38)))
    expect(strip().textContent).toContain('On hold 0:38')
    await press('Unmute')
    await press('Resume')
    await press('Hang up')
    expect(recorded).toEqual([
      ['mute', 'c1', true],
      ['hold', 'c1'],
      ['mute', 'c1', false],
      ['resume', 'c1'],
      ['hangUp', 'c1'],
    ])
  })

  it('shows a hold as asked for until it is confirmed, and takes no second one meanwhile', async () => {
    const { press, recorded, strip } = await openHistory(inCall({}, onHold(true, false, 0)))
    expect(strip().textContent).toContain('Holding…')
    expect(within(strip()).getByRole('button', { name: 'Hold' }).ariaBusy).toBe('true')
    await press('Hold')
    expect(recorded).toEqual([])
  })

  it('says that a hold failed', async () => {
    const { strip } = await openHistory(states['call-hold-failed'])
    expect(strip().textContent).toContain('Talking')
    const failure = en.failures.byCommand.hold['not-confirmed'](en.failures.theCustomer)
    expect(within(screen.getByRole('region', { name: 'History' })).getByText(failure)).toBeTruthy()
  })

  it('cannot hold while a transfer holds the customer', async () => {
    const { strip } = await openHistory(states['call-transfer-consulting'])
    expect(strip().textContent).toContain('Deniz Kaya')
    const hold = within(strip()).getByRole<HTMLButtonElement>('button', { name: 'Hold' })
    expect(hold.disabled).toBe(true)
  })

  it('answers and declines a ring', async () => {
    const { press, recorded, strip } = await openHistory(ringing())
    expect(strip().textContent).toContain('Ringing 0:13')
    await press('Answer')
    await press('Decline')
    expect(recorded).toEqual([
      ['accept', 'c1'],
      ['decline', 'c1'],
    ])
  })

  it('leads back to the call, and the focus goes along', async () => {
    const { press } = await openHistory(inCall())
    await press('Back to call')
    expect(document.activeElement?.textContent).toBe('Talking to Marta Oliveira')
  })

  it('tells the time of a wrap-up, and that it is overdue', async () => {
    const { press, show, strip } = await openHistory(
      wrappingUp({ wrapUp: { ...wrapUp, deadline: secondsAgo(-84) } }),
    )
    expect(strip().textContent).toContain('Wrap-up 1:24')
    show(wrappingUp({ wrapUp: { ...wrapUp, deadline: secondsAgo(110) } }))
    expect(strip().textContent).toContain('Wrap-up overdue 1:50')
    await press('Back to wrap-up')
    expect(screen.getByRole('combobox', { name: 'Disposition' })).toBeTruthy()
  })

  it('is on the settings too', async () => {
    const { user } = open(inCall())
    await user.click(screen.getByRole('button', { name: 'Account' }))
    await user.click(screen.getByRole('menuitem', { name: 'Settings' }))
    expect(screen.getByRole('region', { name: 'Current call' })).toBeTruthy()
  })

  test.each(Object.keys(outsideStates))('is drawn in %s', async (name) => {
    const { strip } = await openHistory(new Map(Object.entries(outsideStates)).get(name) ?? idle)
    expect(within(strip()).getAllByRole('button').at(-1)?.textContent).toMatch(/^Back to /)
  })
})

describe('what the strip says', () => {
  test.each([
    ['call', 'Marta Oliveira', 'Talking'],
    ['call-connecting', 'Marta Oliveira', 'Connecting'],
    ['call-dialing', '+351 21 555 0147', 'Calling…'],
    ['call-of-unknown-state', 'Marta Oliveira', 'On a call'],
    ['call-holding', 'Marta Oliveira', 'Holding…'],
    ['call-on-hold', 'Marta Oliveira', 'On hold'],
    ['call-resuming', 'Marta Oliveira', 'Resuming…'],
    ['call-transfer-consulting', 'Deniz Kaya', 'Talking'],
    ['call-reconnecting', 'Marta Oliveira', 'Reconnecting'],
    ['call-returning', 'Marta Oliveira', 'Reconnecting'],
    ['call-hanging-up', 'Marta Oliveira', 'Hanging up…'],
    ['call-ended', 'Marta Oliveira', 'Call ended'],
  ] as const)('of %s: %s, %s', (name, who, says) => {
    const { stage } = states[name]
    if (stage.kind !== 'call') throw new Error(`${name} is no call.`)
    expect(stripTextOf(stage, en)).toMatchObject({ who, says })
  })
})
