import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { expect, it } from 'vitest'
import { blockBackgroundRequests } from './block-background-requests.ts'

it('fetches no dictionary in any session, and lets the system resolve names', async () => {
  const did: unknown[] = []
  const emitter = new EventEmitter()
  const app = Object.assign(emitter, {
    whenReady: async () => undefined,
    configureHostResolver: (options: unknown) => void did.push(options),
  })
  // The cast: only what is used is there.
  blockBackgroundRequests(app as unknown as App)
  await app.whenReady()
  await Promise.resolve()
  expect(did.splice(0)).toEqual([{ secureDnsMode: 'off' }])
  app.emit('session-created', {
    setSpellCheckerEnabled: (on: boolean) => void did.push(on),
    setSpellCheckerLanguages: (languages: unknown) => void did.push(languages),
  })
  expect(did).toEqual(process.platform === 'darwin' ? [false] : [false, []])
})
