import { describe, expect, it, test } from 'vitest'
import {
  END_TIMEOUT_MS,
  PING_INTERVAL_MS,
  STABLE_AFTER_MS,
  START_TIMEOUT_MS,
  supervise,
  retryDelayMs,
  type Supervision,
  type SupervisionEvent,
} from './supervision.ts'
import type { BundledFailureCode } from '../../../contract/bundled.ts'

const facts = {
  url: 'http://127.0.0.1:4400',
  publicUrl: 'http://127.0.0.1:4400',
  customerPage: null,
}
const failure = { code: 'ended', details: [] } as const
const now = 1_000_000

const off: Supervision = { kind: 'off' }
const starting: Supervision = { kind: 'starting', failures: 2 }
const running: Supervision = {
  kind: 'running',
  failures: 2,
  addresses: facts,
  startedAt: now,
  hasAnsweredPing: true,
}
const waiting: Supervision = { kind: 'waiting', failures: 2, retryAt: now + 2000, failure }
const endingOff: Supervision = { kind: 'ending', failures: 2, next: { kind: 'off' } }
const endingFailed: Supervision = { kind: 'ending', failures: 2, next: { kind: 'failed', failure } }
const givenUp: Supervision = { kind: 'given-up', failure }

const ready: SupervisionEvent = { kind: 'ready', addresses: facts }
const failed = (code: BundledFailureCode): SupervisionEvent => ({
  kind: 'failed',
  failure: { code, details: ['x'] },
})
const timer = (ms: number | null) => ({ kind: 'timer', ms })

test.each<[string, Supervision, SupervisionEvent, Supervision['kind'], readonly unknown[]]>([
  ['starts', off, { kind: 'start' }, 'starting', [{ kind: 'launch' }, timer(START_TIMEOUT_MS)]],
  [
    'starts at once what waits',
    waiting,
    { kind: 'start' },
    'starting',
    [{ kind: 'launch' }, timer(START_TIMEOUT_MS)],
  ],
  [
    'tries again what was given up',
    givenUp,
    { kind: 'start' },
    'starting',
    [{ kind: 'launch' }, timer(START_TIMEOUT_MS)],
  ],
  ['is started once', running, { kind: 'start' }, 'running', []],
  ['runs', starting, ready, 'running', [timer(PING_INTERVAL_MS)]],
  [
    'ends what is slow to start',
    starting,
    { kind: 'timer' },
    'ending',
    [{ kind: 'kill' }, timer(END_TIMEOUT_MS)],
  ],
  [
    'asks whether it answers',
    running,
    { kind: 'timer' },
    'running',
    [{ kind: 'ping' }, timer(PING_INTERVAL_MS)],
  ],
  [
    'ends what is silent',
    { ...running, hasAnsweredPing: false },
    { kind: 'timer' },
    'ending',
    [{ kind: 'kill' }, timer(END_TIMEOUT_MS)],
  ],
  [
    'waits after an end without a word',
    running,
    { kind: 'exited' },
    'waiting',
    [timer(retryDelayMs(3))],
  ],
  [
    'starts again after the wait',
    waiting,
    { kind: 'timer' },
    'starting',
    [{ kind: 'launch' }, timer(START_TIMEOUT_MS)],
  ],
  ['ends in order', running, { kind: 'stop' }, 'ending', [{ kind: 'end' }, timer(END_TIMEOUT_MS)]],
  [
    'kills what does not end',
    endingOff,
    { kind: 'timer' },
    'ending',
    [{ kind: 'kill' }, timer(END_TIMEOUT_MS)],
  ],
  ['is off', endingOff, { kind: 'exited' }, 'off', [timer(null)]],
  ['waits for nothing once stopped', waiting, { kind: 'stop' }, 'off', [timer(null)]],
  [
    'starts again when asked while it ends',
    { ...endingOff, next: { kind: 'again' } },
    { kind: 'exited' },
    'starting',
    [{ kind: 'launch' }, timer(START_TIMEOUT_MS)],
  ],
  [
    'is not started by what failed once it is stopped',
    { ...endingFailed, next: { kind: 'off' } },
    { kind: 'exited' },
    'off',
    [timer(null)],
  ],
  ['is ready too late', endingOff, ready, 'ending', []],
  ['hears an end that it knows of', off, { kind: 'exited' }, 'off', []],
])('%s', (_name, state, event, kind, effects) => {
  const step = supervise(state, event, now)
  expect(step.state.kind).toBe(kind)
  expect(step.effects).toEqual(effects)
})

describe('what failed', () => {
  test.each<BundledFailureCode>(['settings', 'runtime', 'database', 'credentials'])(
    'is given up: %s',
    (code) => {
      const ending = supervise(starting, failed(code), now).state
      expect(supervise(ending, { kind: 'exited' }, now)).toEqual({
        state: { kind: 'given-up', failure: { code, details: ['x'] } },
        effects: [timer(null)],
      })
    },
  )

  test.each<BundledFailureCode>([
    'port-in-use',
    'database-held',
    'twilio',
    'tunnel',
    'sandbox',
    'other',
  ])('is tried again: %s', (code) => {
    const ending = supervise(starting, failed(code), now).state
    expect(supervise(ending, { kind: 'exited' }, now).state).toEqual({
      kind: 'waiting',
      failures: 3,
      retryAt: now + 4000,
      failure: { code, details: ['x'] },
    })
  })

  it('waits twice as long each time, at most a minute', () => {
    expect([1, 2, 3, 6, 7, 50].map(retryDelayMs)).toEqual([
      1000, 2000, 4000, 32_000, 60_000, 60_000,
    ])
  })

  it('is forgotten after a minute of running', () => {
    const later = supervise(running, { kind: 'timer' }, now + STABLE_AFTER_MS).state
    expect(later).toMatchObject({ kind: 'running', failures: 0 })
    expect(supervise(running, { kind: 'timer' }, now + STABLE_AFTER_MS - 1).state).toMatchObject({
      failures: 2,
    })
  })
})
