import { succeed } from '../../../server/contract/result.ts'
import { expect, it, vi } from 'vitest'
import type { BundledStatus, ProbeResult, SetupAnswer } from '../../../electron/contract/bundled.ts'
import { FakePorts } from '../../../tests/fakes/fake-ports.ts'
import { noBundled } from '../../adapters/browser/no-bundled.ts'
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
  const room = createFirstRun(
    { bundled, session },
    {
      finished: (url, demo) => did.push(`finished ${url} ${demo ?? 'nobody'}`),
      lost: () => did.push('lost'),
    },
  )
  room.open(false)
  return {
    ...room.actions,
    room,
    did,
    view: () => room.store.getState().view,
    tell: (change: Partial<BundledStatus>) => tell({ ...off, ...change }),
  }
}

it('tries the sandbox, tells what is wrong while it is tried again, and signs the demo agent in', async () => {
  const room = open()
  room.trySandbox()
  await vi.waitFor(() => expect(room.did).toEqual(['run sandbox']))
  room.tell({ mode: 'sandbox', state: 'waiting', failure: 'port-in-use' })
  room.tell({ mode: 'sandbox', state: 'starting' })
  expect(room.view()).toMatchObject({ trouble: { fault: 'port-in-use', givenUp: false } })
  room.tell({ mode: 'sandbox', ...running })
  expect(room.did.at(-1)).toBe('finished http://127.0.0.1:4400 ada')
  expect(room.view()).toBeNull()
})

it('stops what is being started when one goes back, and does not hear of it any more', async () => {
  const room = open()
  room.trySandbox()
  room.back()
  expect(room.did).toEqual(['run sandbox', 'run off'])
  room.tell({ mode: 'sandbox', ...running })
  expect(room.view()).toEqual({ kind: 'choose', canLeave: false })
})

it.each([
  [failWith('forbidden', false), 'managed'],
  [failWith('internal', false), 'failed'],
  // Taken, and yet nothing is being started that could be waited for.
  [succeed({}), 'failed'],
])('ends a start that comes to nothing, and says why', async (reply, fault) => {
  const room = open({ run: async () => reply })
  room.trySandbox()
  await vi.waitFor(() =>
    expect(room.view()).toEqual({
      kind: 'starting',
      on: 'sandbox',
      trouble: { fault, details: [], givenUp: true },
    }),
  )
})

it('says that a policy has decided which server is joined, and where one may not set up an account', async () => {
  const room = open({
    probe: async () => failWith('forbidden', false),
    look: async () => failWith('forbidden', false),
  })
  room.join('https://desk.example.com')
  await vi.waitFor(() => expect(room.view()).toMatchObject({ busy: false, trouble: 'managed' }))
  room.check('AC1', 'x')
  await vi.waitFor(() => expect(room.view()).toMatchObject({ trouble: { fault: 'managed' } }))
})

it('checks the account, sets it up, and waits for the server', async () => {
  const room = open({
    look: async ({ authToken }) =>
      succeed(
        authToken === 'right'
          ? looked
          : { kind: 'failed', failure: 'wrong-credentials', message: 'no', done: [] },
      ),
    connect: async () => succeed({ kind: 'applied', steps: [] }),
    now: async () => ({ ...off, mode: 'twilio', state: 'starting' }),
  })
  room.check('AC1', 'wrong')
  await vi.waitFor(() =>
    expect(room.view()).toEqual({
      kind: 'credentials',
      remembered: true,
      busy: false,
      trouble: { fault: 'wrong-credentials', message: 'no' },
    }),
  )
  room.check('AC1', 'right')
  await vi.waitFor(() => expect(room.view()).toMatchObject({ kind: 'plan', accountName: 'Acme' }))
  expect(JSON.stringify(room.view())).not.toContain('right')
  room.connect({
    numbers: ['+15005550006'],
    way: { kind: 'tunnel', by: 'cloudflared' },
    tunnelToken: null,
    account: { username: 'mary', displayName: 'Mary', password: 'correct horse' },
  })
  await vi.waitFor(() => expect(room.view()).toMatchObject({ kind: 'starting', on: 'twilio' }))
  room.tell({ mode: 'twilio', ...running })
  expect(room.did).toEqual(['finished http://127.0.0.1:4400 nobody'])
})

it('says what cannot be a SID without asking Twilio', async () => {
  const room = open({ look: async () => failWith('invalid-request', false) })
  room.check('nonsense', 'x')
  await vi.waitFor(() =>
    expect(room.view()).toMatchObject({ trouble: { fault: 'wrong-credentials' } }),
  )
})

it.each<ProbeResult['found']>(['certificate', 'unreachable', 'other', 'invalid'])(
  'does not join what is %s',
  async (found) => {
    const room = open({ probe: async (url) => succeed({ found, url }) })
    room.toJoin()
    room.join('https://desk.example.com')
    await vi.waitFor(() =>
      expect(room.view()).toEqual({ kind: 'join', busy: false, trouble: found }),
    )
    expect(room.did).toEqual([])
  },
)

it('joins a server', async () => {
  const room = open({ probe: async (url) => succeed({ found: 'server', url }) })
  room.join('https://desk.example.com')
  await vi.waitFor(() =>
    expect(room.did).toEqual([
      'set https://desk.example.com',
      'finished https://desk.example.com nobody',
    ]),
  )
})

it('says before it asks that the account cannot be remembered', async () => {
  const locked = { ...off, account: { ...off.account, remembered: false } }
  const room = open({ now: async () => locked })
  room.toTwilio()
  await vi.waitFor(() =>
    expect(room.view()).toMatchObject({ kind: 'credentials', remembered: false }),
  )
})

it('waits at a later start for the server, and signs nobody in', () => {
  const { room, tell, did, view } = open()
  room.resume({ ...off, mode: 'sandbox', state: 'starting' })
  expect(view()).toEqual({ kind: 'starting', on: 'sandbox', trouble: null })
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
  const { room, toJoin, back, leave, view } = open()
  room.open(true)
  toJoin()
  back()
  expect(view()).toEqual({ kind: 'choose', canLeave: true })
  leave()
  expect(view()).toBeNull()
})
