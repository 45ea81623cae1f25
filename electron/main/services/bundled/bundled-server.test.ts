import { expect, it } from 'vitest'
import type { ToHosted } from '../../../../server/contract/hosted.ts'
import { fakeClock } from '../../../../server/testing/fake-clock.ts'
import type { SomeSettings } from '../../../contract/settings.ts'
import { createLog } from '../../log.ts'
import { createCredentialStore } from '../credentials/credential-store.ts'
import { createSettings } from '../settings/settings.ts'
import { createTwilioAccounts } from '../twilio-account/twilio-account.ts'
import { createBundledServer } from './bundled-server.ts'
import type { ProgramListeners, StartProgram } from './programs.ts'

const log = createLog('silent')
const music = 'https://music.example.com/waiting.xml'

function settingsOf(choices: SomeSettings) {
  const file = { get: () => choices, keptAside: null, isOldFormat: false, replace: () => undefined }
  return createSettings({ file, policy: () => ({}) })
}

it('starts its server with the account and the music that IT names', async () => {
  const sent: ToHosted[] = []
  let onServer: (listeners: ProgramListeners) => void = () => undefined
  const started = new Promise<ProgramListeners>((resolve) => {
    onServer = resolve
  })
  const start: StartProgram = (_name, _args, listeners) => {
    onServer(listeners)
    return {
      send: (message) => void sent.push(message),
      kill: () => undefined,
      exited: new Promise(() => undefined),
    }
  }
  const load = () => Promise.reject(new Error('no keychain'))
  const accounts = createTwilioAccounts(createCredentialStore({ load, log }))
  await accounts.save({
    accountSid: 'AC1',
    authToken: 'x',
    apiKeySid: 'SK1',
    apiKeySecret: 'y',
    workspaceSid: 'WS1',
    workflowSid: 'WW1',
    twimlAppSid: 'AP1',
    callerIds: ['+15005550006'],
    tunnelToken: null,
  })
  const clock = fakeClock()
  const server = createBundledServer({
    settings: settingsOf({
      'server.bundled': 'twilio',
      'server.publicWay': { kind: 'given', url: 'https://desk.example.com' },
    }),
    allowedModes: () => ['twilio'],
    accounts,
    start,
    openTunnel: () => Promise.reject(new Error('no tunnel')),
    findPort: async (usual) => usual,
    dataFolder: () => '/nowhere',
    endpoints: {},
    music,
    onServerLeft: async () => undefined,
    clock: { now: () => 0, after: (ms, run) => clock.after(ms, run) },
    logFile: { write: () => undefined },
    log,
  })
  server.resume()
  const listeners = await started
  listeners.onMessage({ kind: 'awake' })
  expect(sent).toMatchObject([
    { kind: 'start', settings: { TWILIO_ACCOUNT_SID: 'AC1', CORDBOARD_MUSIC: music } },
  ])
})
