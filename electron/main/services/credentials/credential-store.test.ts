import { expect, test } from 'vitest'
import { createLog } from '../../log.ts'
import { createCredentialStore } from './credential-store.ts'
import type { Keychain } from './keychain.ts'

const log = createLog('silent')
const account = 'https://cordboard.test'

function memoryKeychain(overrides: Partial<Keychain> = {}) {
  const kept = new Map<string, string>()
  const keychain: Keychain = {
    getPassword: async (service, account) => kept.get(`${service} ${account}`) ?? null,
    async setPassword(service, account, password) {
      kept.set(`${service} ${account}`, password)
    },
    deletePassword: async (service, account) => kept.delete(`${service} ${account}`),
    ...overrides,
  }
  return { kept, load: async () => keychain }
}

function refuse(): Promise<never> {
  return Promise.reject(new Error('Cannot autolaunch D-Bus without X11 $DISPLAY'))
}

test('a working keychain keeps the secret, under our name and the server’s', async () => {
  const { kept, load } = memoryKeychain()
  const store = createCredentialStore({ load, log })
  await store.write(account, 'secret')
  expect([...kept]).toEqual([[`Cordboard ${account}`, 'secret']])
  expect(await createCredentialStore({ load, log }).read(account)).toBe('secret')
  expect(await store.isRemembered()).toBe(true)
  expect(await store.remove(account)).toBe(true)
  expect(kept.size).toBe(0)
  expect(await store.read(account)).toBeNull()
})

test.each([
  ['is missing', { load: () => Promise.reject(new Error('Cannot find package keytar')) }],
  ['refuses', memoryKeychain({ getPassword: refuse, setPassword: refuse, deletePassword: refuse })],
])('if the keychain %s, the secret lasts until the program ends', async (_name, { load }) => {
  const store = createCredentialStore({ load, log })
  expect(await store.isRemembered()).toBe(false)
  await store.write(account, 'secret')
  expect(await store.read(account)).toBe('secret')
  expect(await store.isRemembered()).toBe(false)
  expect(await store.remove(account)).toBe(false)
  expect(await store.read(account)).toBeNull()
})

test('a keychain that is unlocked meanwhile takes the next secret', async () => {
  let locked = true
  const kept: string[] = []
  const { load } = memoryKeychain({
    setPassword: async (_service, _account, password) => {
      if (locked) throw new Error('locked')
      kept.push(password)
    },
  })
  const store = createCredentialStore({ load, log })
  await store.write(account, 'first')
  expect(await store.isRemembered()).toBe(false)
  locked = false
  await store.write(account, 'second')
  expect(kept).toEqual(['second'])
  expect(await store.isRemembered()).toBe(true)
})

test('a keychain that does not answer is asked once, and updated when it answers', async () => {
  const answer = Promise.withResolvers<void>()
  const caughtUp = Promise.withResolvers<void>()
  const asked: string[] = []
  const { load } = memoryKeychain({
    async setPassword(_service, _account, password) {
      asked.push(password)
      if (asked.length === 1) await answer.promise
      else caughtUp.resolve()
    },
  })
  const store = createCredentialStore({ load, log, timeoutMs: 1 })
  await store.write(account, 'first')
  await store.write(account, 'second')
  expect(asked).toEqual(['first'])
  expect(await store.read(account)).toBe('second')
  expect(await store.isRemembered()).toBe(false)
  answer.resolve()
  await caughtUp.promise
  expect(asked).toEqual(['first', 'second'])
})
