import { expect, it } from 'vitest'
import type { ToHosted } from '../../../../server/contract/hosted.ts'
import type { SetupReply } from '../../../../server/contract/setup.ts'
import { createLog } from '../../log.ts'
import { createCredentialStore } from '../credentials/credential-store.ts'
import { createTwilioAccounts } from '../twilio-account/twilio-account.ts'
import type { StartProgram } from './programs.ts'
import { createTwilioSetup } from './twilio-setup.ts'

const credentials = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'made up' }
const looked: SetupReply = {
  kind: 'looked',
  accountName: 'Acme',
  trial: false,
  numbers: [],
  steps: [],
  music: [{ url: 'https://music.example.com/a.mp3', verdict: 'audio-file', detail: 'audio/mpeg' }],
}

it('has the music of the policy checked with the account, and tells what was found', async () => {
  const sent: ToHosted[] = []
  const start: StartProgram = (_name, _args, { onMessage }) => {
    queueMicrotask(() => onMessage({ kind: 'awake' }))
    return {
      send(message) {
        sent.push(message)
        onMessage({ kind: 'set-up', reply: looked })
      },
      kill: () => undefined,
      exited: new Promise(() => undefined),
    }
  }
  const load = () => Promise.reject(new Error('no keychain'))
  const setup = createTwilioSetup({
    accounts: createTwilioAccounts(createCredentialStore({ load, log: createLog('silent') })),
    start,
    clock: { after: () => () => undefined },
    endpoints: {},
    music: 'https://music.example.com/a.mp3',
    onConnected: async () => undefined,
    onForgotten: async () => undefined,
  })
  expect(await setup.look(credentials)).toEqual(looked)
  expect(sent).toMatchObject([
    { kind: 'setup', request: { action: 'look', music: 'https://music.example.com/a.mp3' } },
  ])
})
