import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { FirstRunScreen } from '../../app/first-run/first-run-screen.tsx'
import type { RunningMode } from '../../../electron/contract/bundled.ts'
import type { FirstRunActions, FirstRunView } from '../../view/first-run-view.ts'
import { firstRunStates } from '../../gallery/first-run-states.ts'

function open(name: string, offered: readonly RunningMode[] = ['sandbox', 'twilio']) {
  const did: unknown[] = []
  const note =
    (what: string) =>
    (...given: unknown[]) =>
      void did.push([what, ...given])
  const actions: FirstRunActions = {
    trySandbox: note('try'),
    toTwilio: note('twilio'),
    toJoin: note('join page'),
    leave: note('leave'),
    back: note('back'),
    check: note('check'),
    connect: note('connect'),
    join: note('join'),
  }
  const view: FirstRunView = firstRunStates[name] ?? { kind: 'choose', canLeave: false }
  render(<FirstRunScreen view={view} offered={offered} actions={actions} />)
  return { did, user: userEvent.setup() }
}

it('is walked through by the keyboard alone', async () => {
  const { did, user } = open('first-run')
  expect(screen.getByRole('heading', { level: 1 })).toBe(document.activeElement)
  await user.keyboard('{Tab}{Enter}{Tab}{Enter}{Tab}{Enter}')
  expect(did).toEqual([['try'], ['join page'], ['twilio']])
})

it('offers no practice where a policy asks for passwords', () => {
  open('first-run', ['twilio'])
  expect(screen.queryByRole('button', { name: /^Try it now/ })).toBeNull()
  expect(screen.getByRole('button', { name: /^Connect my Twilio account/ })).toBeTruthy()
})

it('says that a policy has decided, and does not spin', () => {
  open('first-run-managed')
  expect(screen.getByRole('alert').textContent).toContain('Your organisation has set this')
  expect(document.querySelector('[data-spinner]')).toBeNull()
  expect(screen.getByRole('heading', { name: /didn’t start/ })).toBeTruthy()
})

it('sends an address with Enter', async () => {
  const { did, user } = open('first-run-join')
  await user.keyboard('{Tab}desk.example.com{Enter}')
  expect(did).toEqual([['join', 'desk.example.com']])
})

it('says what to do about a certificate that is not trusted', () => {
  open('first-run-join-certificate')
  expect(screen.getByRole('alert').textContent).toContain('Ask IT')
})

it('hides the token while it is typed', async () => {
  const { did, user } = open('first-run-credentials')
  await user.keyboard('{Tab} AC1 {Tab}token{Enter}')
  expect(screen.getByLabelText('Auth Token').getAttribute('type')).toBe('password')
  expect(did).toEqual([['check', 'AC1', 'token']])
})

it('sets up with the chosen numbers, way and first account, and not before all of it is there', async () => {
  const { did, user } = open('first-run-plan')
  const submit = screen.getByRole('button', { name: 'Set up' })
  expect(submit.hasAttribute('disabled')).toBe(true)
  await user.click(screen.getByRole('checkbox', { name: /0101$/ }))
  await user.type(screen.getByLabelText('Public URL'), 'https://desk.example.com/')
  await user.type(screen.getByLabelText('Username'), 'mary')
  await user.type(screen.getByLabelText(/Password/), 'correct horse')
  await user.click(submit)
  expect(did).toEqual([
    [
      'connect',
      {
        numbers: ['+16285550100', '+16285550101'],
        way: { kind: 'given', url: 'https://desk.example.com' },
        tunnelToken: null,
        account: { username: 'mary', displayName: 'mary', password: 'correct horse' },
      },
    ],
  ])
})

it('asks for a tunnel’s token where one is needed, and shows which numbers will ring here', async () => {
  const { did, user } = open('first-run-plan')
  await user.click(screen.getByRole('radio', { name: 'ngrok' }))
  await user.type(screen.getByLabelText('Username'), 'mary')
  await user.type(screen.getByLabelText(/Password/), 'correct horse')
  const submit = screen.getByRole<HTMLButtonElement>('button', { name: 'Set up' })
  expect(submit.disabled).toBe(true)
  await user.type(screen.getByLabelText('ngrok authtoken'), 'the token')
  await user.click(screen.getByText('Changes in the account: 7'))
  expect(screen.getByRole('list', { name: 'Changes in the account' }).textContent).toContain(
    'Number +1 628 555 0100will be changed',
  )
  await user.click(submit)
  const way = { way: { kind: 'tunnel', by: 'ngrok' }, tunnelToken: 'the token' }
  expect(did).toEqual([['connect', expect.objectContaining(way)]])
})

it('begins with the fields of the sign-in, and folds what only IT reads', () => {
  open('first-run-plan')
  const [first] = screen.getAllByRole('textbox')
  expect(first).toBe(screen.getByLabelText('Username'))
  expect(screen.getByLabelText('Password', { exact: true })).toBeTruthy()
  expect(screen.getByText('At least 8 characters.')).toBeTruthy()
  expect(document.querySelector('details')?.open).toBe(false)
})

it('shows Twilio’s own words as details', () => {
  open('first-run-plan-refused')
  expect(screen.getByText('Workspace limit reached')).toBeDefined()
})

it('shows before the setup what is wrong with the waiting music, and what to do', async () => {
  const { user } = open('first-run-plan-music')
  const music = screen.getByRole('group', { name: 'Waiting music' })
  expect(music.textContent).toContain('waiting.xmlCallers hear this while they wait.')
  expect(music.textContent).toMatch(
    /\.mp3This is an audio file, and Twilio plays it only once\. Use/,
  )
  // Calls go on without it.
  await user.type(screen.getByLabelText('Public URL'), 'https://desk.example.com/')
  await user.type(screen.getByLabelText('Username'), 'mary')
  await user.type(screen.getByLabelText('Password', { exact: true }), 'correct horse')
  expect(screen.getByRole('button', { name: 'Set up' }).hasAttribute('disabled')).toBe(false)
})

it('has nothing about music where no policy names it', () => {
  open('first-run-plan')
  expect(screen.queryByRole('group', { name: 'Waiting music' })).toBeNull()
})
