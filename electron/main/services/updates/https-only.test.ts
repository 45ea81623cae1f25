import type { Session } from 'electron'
import { expect, it } from 'vitest'
import { createLog } from '../../log.ts'
import { allowHttpsOnly } from './https-only.ts'

it.each([
  ['https://updates.test/latest.yml', false],
  ['http://updates.test/latest.yml', true],
  ['http://127.0.0.1:8080/latest.yml', true],
  ['file:///tmp/latest.yml', true],
  ['ftp://updates.test/', true],
])('a request to %s is stopped: %s', (url, cancel) => {
  const answers: unknown[] = []
  // The cast: of a session, as much as is used.
  const webRequest = {
    onBeforeRequest: (judge: (details: { url: string }, answer: (a: unknown) => void) => void) =>
      judge({ url }, (given) => void answers.push(given)),
  } as unknown as Session['webRequest']
  allowHttpsOnly({ webRequest }, createLog('silent'))
  expect(answers).toEqual([{ cancel }])
})
