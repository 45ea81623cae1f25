import { expect, it } from 'vitest'
import type { DesktopBridge } from '../../../electron/contract/bridge.ts'
import type { DesktopEvent } from '../../ports/desktop-port.ts'
import { createDesktopSession } from './desktop-session.ts'
import { createDesktop } from './desktop.ts'

/** A main process that answers what the test says. */
function bridgeWith(answers: Readonly<Record<string, unknown>>) {
  const asked: unknown[] = []
  const listeners = new Map<string, (payload: unknown) => void>()
  const bridge = {
    invoke: async (channel: string, input: unknown) => {
      asked.push([channel, input])
      const answer = answers[channel]
      if (answer instanceof Error) throw answer
      return answer ?? { ok: true, value: {} }
    },
    on: (channel: string, listener: (payload: unknown) => void) => {
      listeners.set(channel, listener)
      return () => listeners.delete(channel)
    },
  }
  // The cast: the bridge's types follow each channel, which a table of answers cannot.
  return { asked, listeners, bridge: bridge as unknown as DesktopBridge }
}

const opened = {
  agent: {
    userId: 'ada',
    username: 'ada',
    displayName: 'Ada',
    identity: 'tenant_main_user_ada',
    role: 'agent',
  },
  accessToken: 'access-1',
  accessTokenExpiresAt: '2026-03-01T09:10:00.000Z',
}

it.each([
  ['a session', { ok: true, value: opened }, { ok: true, value: opened }],
  [
    'a refusal',
    { ok: false, failure: { code: 'wrong-credentials', message: 'no', retryable: false } },
    { ok: false, failure: { code: 'wrong-credentials', retryable: false } },
  ],
  [
    'something else',
    { ok: true, value: { accessToken: 7 } },
    { ok: false, failure: { code: 'internal', retryable: false } },
  ],
  [
    'a crash',
    new Error('An object could not be cloned.'),
    { ok: false, failure: { code: 'internal', retryable: false } },
  ],
])('understands %s from the main process', async (_what, answer, expected) => {
  const { bridge, asked } = bridgeWith({ 'session.signIn': answer })
  expect(await createDesktopSession(bridge).signIn('ada', 'secret')).toEqual(expected)
  expect(asked).toEqual([['session.signIn', { username: 'ada', password: 'secret' }]])
})

it('shows and clears the notification of a ringing call, in the words it is given', async () => {
  const { bridge, asked } = bridgeWith({})
  const words = ({ callerName }: { readonly callerName: string | null }) => ({
    ...noWords(),
    title: callerName ?? 'Private number',
    body: 'Support',
  })
  const desktop = createDesktop(bridge, words, never)
  desktop.showRinging({
    callId: 'c1',
    callerName: 'Marta',
    callerNumber: null,
    queueName: null,
    transferFrom: null,
    handover: null,
    waitedSeconds: 0,
    since: null,
    deadline: null,
  })
  desktop.clearRinging('c1')
  expect(asked).toEqual([
    ['ringing.show', { ...noWords(), callId: 'c1', title: 'Marta', body: 'Support' }],
    ['ringing.clear', { callId: 'c1' }],
  ])
})

const noWords = () => ({
  title: '',
  body: '',
  queue: null,
  number: null,
  note: null,
  waitsSince: null,
  deadline: null,
})
const never = () => () => undefined
const works = { name: 'answer', accelerator: 'F13', state: 'works' } as const
const taken = { ...works, state: 'taken' } as const

it('passes hotkeys and answers on, and complains once of hotkeys that failed', () => {
  const { bridge, listeners } = bridgeWith({})
  const told: DesktopEvent[] = []
  const desktop = createDesktop(bridge, noWords, never)
  const stop = desktop.onEvent((event) => told.push(event))
  listeners.get('hotkey')?.({ name: 'answer' })
  listeners.get('ringing.action')?.({ callId: 'c1', action: 'answer' })
  for (const key of [works, taken, taken]) listeners.get('hotkeys.status')?.({ keys: [key] })
  expect(told).toEqual([
    { kind: 'hotkey', name: 'answer' },
    { kind: 'ringing-action', callId: 'c1', action: 'answer' },
    { kind: 'hotkeys', keys: [works] },
    { kind: 'hotkeys', keys: [taken] },
    { kind: 'hotkeys-failed' },
    { kind: 'hotkeys', keys: [taken] },
  ])
  stop()
  expect(listeners.size).toBe(0)
})
