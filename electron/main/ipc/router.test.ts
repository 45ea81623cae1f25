import { succeed } from '../../../server/contract/result.ts'
import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { expect, test } from 'vitest'
import { invokeChannels } from '../../contract/channels.ts'
import { invokes } from '../../contract/contract.ts'
import { failWith } from '../../contract/result.ts'
import { createLog } from '../log.ts'
import { routeInvokes, type InvokeHandlers } from './router.ts'

type Handler = Parameters<IpcMain['handle']>[1]

const signedIn = {
  agent: {
    userId: '1',
    username: 'ada',
    displayName: 'Ada',
    identity: 'tenant_main_user_1',
    role: 'agent' as const,
  },
  accessToken: 'access',
  accessTokenExpiresAt: '2030-01-01T00:00:00.000Z',
}

const unused = () => failWith('internal', 'not part of this test')

const mainPage = {}

function route(overrides: Partial<InvokeHandlers>) {
  const handlers = new Map<string, Handler>()
  const router = routeInvokes({
    ipc: {
      handle: (channel, handler) => void handlers.set(channel, handler),
      removeHandler: (channel) => void handlers.delete(channel),
    },
    handlers: {
      'session.welcome': unused,
      'session.signIn': unused,
      'session.signInDemo': unused,
      'session.refresh': unused,
      'session.signOut': unused,
      'server.get': unused,
      'server.set': unused,
      'ringing.show': unused,
      'ringing.clear': unused,
      'storage.status': unused,
      'settings.get': unused,
      'settings.change': unused,
      'desk.now': unused,
      'hotkeys.test': unused,
      'mini.open': unused,
      'microphone.openSettings': unused,
      'log.write': unused,
      'diagnostics.export': unused,
      'server.needed': unused,
      'server.probe': unused,
      'bundled.get': unused,
      'bundled.run': unused,
      'bundled.beCustomer': unused,
      'twilio.look': unused,
      'twilio.connect': unused,
      'twilio.remove': unused,
      'twilio.forget': unused,
      'program.get': unused,
      'program.lookForUpdates': unused,
      ...overrides,
    },
    page: () => mainPage,
    origins: ['app://cordboard'],
    log: createLog('silent'),
  })
  async function ask(
    channel: string,
    input: unknown,
    frame: { url: string; parent: unknown } | null = {
      url: 'app://cordboard/index.html',
      parent: null,
    },
    sender: unknown = mainPage,
  ): Promise<unknown> {
    // Of Electron’s event, the router reads only the sender and its frame.
    const event = { sender, senderFrame: frame } as unknown as IpcMainInvokeEvent
    return handlers.get(channel)?.(event, input)
  }
  return { ask, handlers, router }
}

test('the contract and the channels of the preload are the same', () => {
  expect(Object.keys(invokes).toSorted()).toEqual([...invokeChannels].toSorted())
})

test.each([
  ['another origin', { url: 'https://cordboard/index.html', parent: null }],
  ['another host of our scheme', { url: 'app://elsewhere/index.html', parent: null }],
  ['a frame inside our page', { url: 'app://cordboard/index.html', parent: {} }],
  ['a file', { url: 'file:///index.html', parent: null }],
  ['an empty page', { url: '', parent: null }],
  ['a frame that is gone', null],
])('refuses %s before it reads the payload', async (_name, frame) => {
  let asked = false
  const { ask } = route({
    'server.get'() {
      asked = true
      return succeed({ url: 'http://127.0.0.1:4400', managed: false })
    },
  })
  expect(await ask('server.get', {}, frame)).toMatchObject({ failure: { code: 'forbidden' } })
  expect(asked).toBe(false)
})

test('refuses a small window of ours, which has the same origin', async () => {
  const { ask } = route({})
  const reply = await ask(
    'settings.get',
    {},
    { url: 'app://cordboard/ring.html', parent: null },
    {},
  )
  expect(reply).toMatchObject({ failure: { code: 'forbidden' } })
})

test.each([
  ['session.signIn', { username: 'ada' }],
  ['session.signIn', { username: '', password: 'x' }],
  ['session.signIn', { username: 'ada', password: 'x', delivery: 'body' }],
  ['session.refresh', { refreshToken: 'x' }],
  ['server.set', { url: 4400 }],
  ['ringing.show', { callId: 'a', title: 'b'.repeat(201), body: '' }],
  ['ringing.clear', undefined],
])('refuses a payload of %s that is not the contract’s', async (channel, input) => {
  const { ask } = route({})
  expect(await ask(channel, input)).toMatchObject({
    ok: false,
    failure: { code: 'invalid-request' },
  })
})

test('passes the parsed input on and wraps the answer', async () => {
  const { ask } = route({ 'server.set': ({ url }) => succeed({ url: `${url}/seen` }) })
  expect(await ask('server.set', { url: 'https://a.test' })).toEqual(
    succeed({ url: 'https://a.test/seen' }),
  )
})

test('sends nothing that the contract does not name', async () => {
  const leaking = { ...signedIn, refreshToken: 'secret' }
  const { ask } = route({ 'session.refresh': () => succeed(leaking) })
  expect(await ask('session.refresh', {})).toEqual(succeed(signedIn))
})

test('an answer that breaks the contract, and a handler that throws, are internal errors without details', async () => {
  const { ask } = route({
    'server.get': () => succeed({ url: 'nowhere', managed: false }),
    'storage.status': () => Promise.reject(new Error('token=abc')),
  })
  for (const channel of ['server.get', 'storage.status']) {
    const reply = await ask(channel, {})
    expect(reply).toMatchObject({ ok: false, failure: { code: 'internal' } })
    expect(JSON.stringify(reply)).not.toContain('abc')
  }
})

test('closing removes every handler', () => {
  const { handlers, router } = route({})
  expect(handlers.size).toBe(invokeChannels.length)
  router.close()
  expect(handlers.size).toBe(0)
})
