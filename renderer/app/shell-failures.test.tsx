import { act, render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { CallSnapshot } from '../../server/contract/desk.ts'
import { FakeDesk } from '../../tests/fakes/fake-desk.ts'
import { settle } from '../../tests/fakes/fake-ports.ts'
import {
  instant,
  makeAgent,
  makeCall,
  makeConsult,
  makeDesk,
  makeParty,
  makeTransfer,
} from '../../tests/fakes/snapshots.ts'
import { failWith } from '../ports/result.ts'
import { App } from './app.tsx'

const held = { requested: true, confirmed: true, since: instant() }
const resuming = { requested: false, confirmed: true, since: instant() }
const holding = { requested: true, confirmed: false, since: instant() }

/** The whole page on fakes, and every text that a screen reader was told at once. */
class Page {
  readonly desk = new FakeDesk()
  readonly heard: string[] = []
  #revision = 10
  #said: readonly string[] = []
  #draw: () => void = () => undefined

  async begin() {
    await this.desk.becomeReady()
    const draw = () => <App view={this.desk.view} actions={this.desk.actions} />
    const { rerender } = render(draw())
    this.#draw = () => {
      act(() => rerender(draw()))
      const regions = document.querySelectorAll('[aria-live="assertive"]')
      const said = [...regions].map(({ textContent }) => textContent)
      this.heard.push(...said.filter((words, at) => words !== '' && words !== this.#said[at]))
      this.#said = said
    }
    this.desk.desk.store.subscribe(() => this.#draw())
    return this
  }

  tell(over: Partial<CallSnapshot>) {
    const snapshot = makeDesk({ revision: (this.#revision += 1), calls: [makeCall(over)] })
    this.desk.fakes.server.emit({ kind: 'desk', snapshot })
  }
}

function failed(command: 'transfer' | 'hold', code: 'declined' | 'unreachable' | 'not-confirmed') {
  const who = command === 'transfer' ? 'Grace' : null
  return { command, code, who, at: instant(code === 'not-confirmed' ? 200 : 100) }
}

function withCustomer(hold: typeof held) {
  return [makeParty({ hold }), makeAgent()]
}

/** A consult that Grace declined, and the customer who comes back from the music. */
async function afterDeclined() {
  const page = await new Page().begin()
  const parties = [...withCustomer(held), makeConsult({ state: 'ringing' })]
  page.tell({ parties, transfer: makeTransfer({ stage: 'ringing' }) })
  const failure = failed('transfer', 'declined')
  page.tell({ parties: withCustomer(resuming), failure })
  expect(page.heard).toEqual([])
  page.tell({ failure })
  return { page, failure }
}

test('a consult that is declined is told once, when it is confirmed where the customer is', async () => {
  const { page } = await afterDeclined()
  expect(page.heard).toEqual(['Grace declined. You are back with Marta.'])
})

test('a consult that is declined is told without the customer when nothing is confirmed in time', async () => {
  const page = await new Page().begin()
  page.tell({ parties: withCustomer(resuming), failure: failed('transfer', 'declined') })
  expect(page.heard).toEqual([])
  await page.desk.fakes.pass(4_000)
  expect(page.heard).toEqual(['Grace declined.'])
})

test('a hold that fails afterwards never says first that the customer is on hold, and is told once', async () => {
  const { page, failure } = await afterDeclined()
  page.heard.length = 0
  page.desk.softphone.hold('call-1')
  await settle()
  expect(screen.queryByText(/Grace declined/)).toBeNull()
  page.tell({ parties: withCustomer(holding), failure })
  page.tell({ parties: withCustomer(holding), failure: failed('hold', 'unreachable') })
  page.tell({ failure: failed('hold', 'not-confirmed') })
  await settle()
  expect(page.heard).toEqual([expect.stringMatching(/the customer still hears you/)])
})

test('a failure of the server and the answer to the same command are one failure', async () => {
  const page = await new Page().begin()
  page.tell({})
  page.desk.fakes.answers.request = () => failWith('twilio-unavailable', true)
  page.desk.softphone.hold('call-1')
  page.tell({ failure: failed('hold', 'unreachable') })
  await settle()
  page.tell({ failure: failed('hold', 'not-confirmed') })
  expect(page.heard).toEqual([expect.stringMatching(/the customer still hears you/)])
})

test('what fails again after another try is told again', async () => {
  const page = await new Page().begin()
  page.tell({})
  page.desk.fakes.answers.request = () => failWith('internal', true)
  page.desk.softphone.hold('call-1')
  await settle()
  page.desk.softphone.hold('call-1')
  await settle()
  expect(page.heard).toHaveLength(2)
})

test('a call that waits does not repeat the failure', async () => {
  const { page, failure } = await afterDeclined()
  page.heard.length = 0
  const waiting = makeCall({
    callId: 'call-2',
    state: { kind: 'ringing', since: instant(), deadline: instant(20_000) },
    callWaiting: true,
  })
  const calls = [makeCall({ failure }), waiting]
  page.desk.fakes.server.emit({ kind: 'desk', snapshot: makeDesk({ revision: 99, calls }) })
  expect(page.heard).toEqual([expect.stringMatching(/^Call waiting: /)])
})

test('when the server does not answer, it says so and what that means for the customer', async () => {
  const page = await new Page().begin()
  page.tell({})
  page.desk.fakes.answers.request = () => failWith('unreachable', true)
  page.desk.softphone.hold('call-1')
  await settle()
  expect(page.heard).toEqual([
    'Can’t reach the server: the customer can still hear you. Try again.',
  ])
})
