import { expect, it } from 'vitest'
import type { SetupRequest } from '../../../../server/contract/setup.ts'
import { fakeClock } from '../../../../server/testing/fake-clock.ts'
import { askSetup, SETUP_TIMEOUT_MS } from './ask-setup.ts'
import type { StartProgram } from './programs.ts'

const request: SetupRequest = {
  action: 'look',
  credentials: { accountSid: `AC${'0'.repeat(32)}`, authToken: 'made up' },
  apiKey: null,
  numbers: [],
  publicUrl: null,
  music: '',
  baseUrl: null,
}

it('ends a process that never answers, and reports it', async () => {
  const clock = fakeClock()
  const did: string[] = []
  const start: StartProgram = (_name, _args, ears) => {
    queueMicrotask(() => ears.onMessage({ kind: 'awake' }))
    return {
      send: ({ kind }) => void did.push(kind),
      kill: () => void did.push('kill'),
      exited: new Promise(() => undefined),
    }
  }
  const answer = askSetup(start, (ms, run) => clock.after(ms, run), request)
  await Promise.resolve()
  clock.advance(SETUP_TIMEOUT_MS - 1)
  expect(did).toEqual(['setup'])
  clock.advance(1)
  expect(did).toEqual(['setup', 'kill'])
  expect(await answer).toMatchObject({ kind: 'failed', failure: 'unreachable' })
})
