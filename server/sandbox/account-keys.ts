import { randomBytes } from 'node:crypto'
import { newSid } from './account.ts'
import type { SandboxAccount } from './account.ts'

/** A standard API key beside the one that the sandbox is born with. */
export interface ApiKey {
  readonly sid: string
  readonly secret: string
  readonly friendlyName: string
  readonly createdAt: number
}

/** The account's API keys that were made over REST. */
export interface AccountKeys {
  list(): readonly ApiKey[]
  add(friendlyName: string, now: number): ApiKey
  remove(sid: string): void
}

/** By account, so that whoever checks a token or a request needs the account alone. */
const made = new WeakMap<SandboxAccount, Map<string, ApiKey>>()

export function keysOf(account: SandboxAccount): AccountKeys {
  const keys = made.get(account) ?? new Map<string, ApiKey>()
  made.set(account, keys)
  return {
    list: () => [...keys.values()],
    add(friendlyName, now) {
      const secret = randomBytes(16).toString('hex')
      const key = { sid: newSid('SK'), secret, friendlyName, createdAt: now }
      keys.set(key.sid, key)
      return key
    },
    remove: (sid) => void keys.delete(sid),
  }
}

/** The secret of one of the account's keys, or null for a key of nobody's. */
export function secretOfKey(account: SandboxAccount, sid: string | undefined): string | null {
  if (sid === account.apiKeySid) return account.apiKeySecret
  return made.get(account)?.get(sid ?? '')?.secret ?? null
}
