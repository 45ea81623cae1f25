import { succeed } from '../../../server/contract/result.ts'
import { expect, it, vi } from 'vitest'
import type { BundledStatus, ProbeResult, SetupAnswer } from '../../../electron/contract/bundled.ts'
import { FakePorts } from '../../../tests/fakes/fake-ports.ts'
import { noBundled } from '../../adapters/browser/no-desktop.ts'
import type { BundledPort } from '../../ports/bundled-port.ts'
import { failWith } from '../../ports/result.ts'
import { createFirstRun } from './first-run.ts'

const off: BundledStatus = {
  mode: 'off',
  allowedModes: ['sandbox', 'twilio'],
  state: 'off',
  url: null,
  publicUrl: null,
  customerPage: null,
  failure: null,
  details: [],
  account: { present: false, endsWith: null, remembered: true },
  lines: [],
}
const running = { state: 'running', url: 'http://127.0.0.1:4400' } as const
const looked: SetupAnswer = {
  kind: 'looked',
  accountName: 'Acme',
  trial: false,
  numbers: ['+15005550006'],
  steps: [],
  music: [],
}

function open(answers: Partial<BundledPort> = {}) {
  const fakes = new FakePorts()
  const did: string[] = []
  let now = off
  let tell: (now: BundledStatus) => void = () => undefined
  const bundled: BundledPort = {
    ...noBundled,
    now: async () => now,
    onChange(listener) {
      tell = listener
      return () => undefined
    },
    async run(mode) {
      did.push(`run ${mode}`)
      now = { ...now, mode, state: mode === 'off' ? 'off' : 'starting' }
      return succeed({})
    },
    ...answers,
  }
  const session = {
    ...fakes.ports.session,
    setServer: async (url: string) => {
      did.push(`set ${url}`)
      return succeed(url)
    },
  }
  const firstRun = createFirstRun(
    { bundled, session },
    {
      finished: (url, demo) => did.push(`finished ${url} ${demo ?? 'nobody'}`),
      lost: () => did.push('lost'),
    },
  )
  firstRun.open(false)
  return {
    ...firstRun.actions,
    firstRun,
    did,
    view: () => firstRun.store.getState().view,
    tell: (change: Partial<BundledStatus>) => tell({ ...off, ...change }),
  }
}

it('tries the sandbox, tells what is wrong while it is tried again, and signs the demo agent in', async () => {
  const firstRun = open()
  firstRun.trySandbox()
  await vi.waitFor(() => expect(firstRun.did).toEqual(['run sandbox']))
  firstRun.tell({ mode: 'sandbox', state: 'waiting', failure: 'port-in-use' })
  firstRun.tell({ mode: 'sandbox', state: 'starting' })
  expect(firstRun.view()).toMatchObject({ failure: { code: 'port-in-use', givenUp: false } })
  firstRun.tell({ mode: 'sandbox', ...running })
  expect(firstRun.did.at(-1)).toBe('finished http://127.0.0.1:4400 ada')
  expect(firstRun.view()).toBeNull()
})

it('stops what is being started when one goes back, and does not hear of it any more', async () => {
  const firstRun = open()
  firstRun.trySandbox()
  firstRun.back()
  expect(firstRun.did).toEqual(['run sandbox', 'run off'])
  firstRun.tell({ mode: 'sandbox', ...running })
  expect(firstRun.view()).toEqual({ kind: 'choose', canLeave: false })
})

it.each([
  [failWith('forbidden', false), 'managed'],
  [failWith('internal', false), 'failed'],
  // Taken, and yet nothing is being started that could be waited for.
  [succeed({}), 'failed'],
])('ends a start that comes to nothing, and says why', async (reply, code) => {
  const firstRun = open({ run: async () => reply })
  firstRun.trySandbox()
  await vi.waitFor(() =>
    expect(firstRun.view()).toEqual({
      kind: 'starting',
      on: 'sandbox',
      failure: { code, details: [], givenUp: true },
    }),
  )
})

it('says that a policy has decided which server is joined, and where one may not set up an account', async () => {
  const firstRun = open({
    probe: async () => failWith('forbidden', false),
    look: async () => failWith('forbidden', false),
  })
  firstRun.join('https://desk.example.com')
  await vi.waitFor(() => expect(firstRun.view()).toMatchObject({ busy: false, failure: 'managed' }))
  firstRun.check('AC1', 'x')
  await vi.waitFor(() => expect(firstRun.view()).toMatchObject({ failure: { code: 'managed' } }))
})

it('checks the account, sets it up, and waits for the server', async () => {
  const firstRun = open({
    look: async ({ authToken }) =>
      succeed(
        authToken === 'right'
          ? looked
          : { kind: 'failed', failure: 'wrong-credentials', message: 'no', done: [] },
      ),
    connect: async () => succeed({ kind: 'applied', steps: [] }),
    now: async () => ({ ...off, mode: 'twilio', state: 'starting' }),
  })
  firstRun.check('AC1', 'wrong')
  await vi.waitFor(() =>
    expect(firstRun.view()).toEqual({
      kind: 'credentials',
      remembered: true,
      busy: false,
      failure: { code: 'wrong-credentials', message: 'no' },
    }),
  )
  firstRun.check('AC1', 'right')
  await vi.waitFor(() =>
    expect(firstRun.view()).toMatchObject({ kind: 'plan', accountName: 'Acme' }),
  )
  expect(JSON.stringify(firstRun.view())).not.toContain('right')
  firstRun.connect({
    numbers: ['+15005550006'],
    way: { kind: 'tunnel', by: 'cloudflared' },
    tunnelToken: null,
    account: { username: 'mary', displayName: 'Mary', password: 'correct horse' },
  })
  await vi.waitFor(() => expect(firstRun.view()).toMatchObject({ kind: 'starting', on: 'twilio' }))
  firstRun.tell({ mode: 'twilio', ...running })
  expect(firstRun.did).toEqual(['finished http://127.0.0.1:4400 nobody'])
})

it('says what cannot be a SID without asking Twilio', async () => {
  const firstRun = open({ look: async () => failWith('invalid-request', false) })
  firstRun.check('nonsense', 'x')
  await vi.waitFor(() =>
    expect(firstRun.view()).toMatchObject({ failure: { code: 'wrong-credentials' } }),
  )
})

it.each<ProbeResult['found']>(['certificate', 'unreachable', 'other', 'invalid'])(
  'does not join what is %s',
  async (found) => {
    const firstRun = open({ probe: async (url) => succeed({ found, url }) })
    firstRun.toJoin()
    firstRun.join('https://desk.example.com')
    await vi.waitFor(() =>
      expect(firstRun.view()).toEqual({ kind: 'join', busy: false, failure: found }),
    )
    expect(firstRun.did).toEqual([])
  },
)

it('joins a server', async () => {
  const firstRun = open({ probe: async (url) => succeed({ found: 'server', url }) })
  firstRun.join('https://desk.example.com')
  await vi.waitFor(() =>
    expect(firstRun.did).toEqual([
      'set https://desk.example.com',
      'finished https://desk.example.com nobody',
    ]),
  )
})

it('says before it asks that the account cannot be remembered', async () => {
  const locked = { ...off, account: { ...off.account, remembered: false } }
  const firstRun = open({ now: async () => locked })
  firstRun.toTwilio()
  await vi.waitFor(() =>
    expect(firstRun.view()).toMatchObject({ kind: 'credentials', remembered: false }),
  )
})

it('waits at a later start for the server, and signs nobody in', () => {
  const { firstRun, tell, did, view } = open()
  firstRun.resume({ ...off, mode: 'sandbox', state: 'starting' })
  expect(view()).toEqual({ kind: 'starting', on: 'sandbox', failure: null })
  tell({ mode: 'sandbox', ...running })
  expect(did).toEqual(['finished http://127.0.0.1:4400 nobody'])
})

it('opens by itself when the server of this machine is stopped and no other is chosen', async () => {
  let needed = false
  const { leave, tell, did, view } = open({ needed: async () => needed })
  leave()
  tell({ mode: 'twilio', ...running })
  tell({})
  await vi.waitFor(() => expect(view()).toBeNull())
  needed = true
  tell({ mode: 'twilio', ...running })
  tell({})
  await vi.waitFor(() => expect(view()).toEqual({ kind: 'choose', canLeave: false }))
  expect(did).toEqual(['lost'])
})

it('leads back to the server that is in use', () => {
  const { firstRun, toJoin, back, leave, view } = open()
  firstRun.open(true)
  toJoin()
  back()
  expect(view()).toEqual({ kind: 'choose', canLeave: true })
  leave()
  expect(view()).toBeNull()
})
