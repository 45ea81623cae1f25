import { expect, it } from 'vitest'
import { createLog } from '../../log.ts'
import { createCredentialStore } from '../credentials/credential-store.ts'
import type { Keychain } from '../credentials/keychain.ts'
import { createTwilioAccounts, type TwilioAccount } from './twilio-account.ts'

const account: TwilioAccount = {
  accountSid: 'AC0123456789abcdef0123456789ab9f3c',
  authToken: 'the-auth-token',
  apiKeySid: 'SK1',
  apiKeySecret: 'the-key-secret',
  workspaceSid: 'WS1',
  workflowSid: 'WW1',
  twimlAppSid: 'AP1',
  callerIds: ['+15005550006'],
  tunnelToken: null,
}

function open(load: () => Promise<Keychain>) {
  return createTwilioAccounts(createCredentialStore({ load, log: createLog('silent') }))
}

function memory() {
  const kept = new Map<string, string>()
  const keychain: Keychain = {
    getPassword: async (_service, name) => kept.get(name) ?? null,
    setPassword: async (_service, name, secret) => void kept.set(name, secret),
    deletePassword: async (_service, name) => kept.delete(name),
  }
  return { kept, load: async () => keychain }
}

it('keeps the account as one entry, shows four characters of it, and forgets it', async () => {
  const { kept, load } = memory()
  const accounts = open(load)
  expect(await accounts.summarize()).toEqual({ present: false, endsWith: null, remembered: true })
  await accounts.save(account)
  expect([...kept.keys()]).toEqual(['twilio'])
  expect(await open(load).read()).toEqual(account)
  const sight = await accounts.summarize()
  expect(sight).toEqual({ present: true, endsWith: '9f3c', remembered: true })
  expect(await accounts.forget()).toBe(true)
  expect(kept.size).toBe(0)
  expect((await accounts.summarize()).present).toBe(false)
})

it('lasts as long as the program where there is no keychain, and says so', async () => {
  const accounts = open(() => Promise.reject(new Error('locked')))
  await accounts.save(account)
  expect(await accounts.read()).toEqual(account)
  expect(await accounts.summarize()).toEqual({ present: true, endsWith: '9f3c', remembered: false })
})

it('ignores an entry that is not ours', async () => {
  const { kept, load } = memory()
  kept.set('twilio', '{"accountSid":"AC1"}')
  expect(await open(load).read()).toBeNull()
  kept.set('twilio', 'not json')
  expect(await open(load).read()).toBeNull()
})
