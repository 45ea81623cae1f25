import { randomBytes } from 'node:crypto'
import { systemClock } from './clock.ts'
import { WebhookSigning } from './webhooks/signing.ts'
import type { SignsWith } from './webhooks/signing.ts'

/** The account that the sandbox stands in for. Twilio's shapes, made-up values. */
export interface SandboxAccount {
  readonly accountSid: string
  readonly authToken: string
  /** The key that is there from the start; `keys` has it and those that are made later. */
  readonly apiKeySid: string
  readonly apiKeySecret: string
  readonly keys: ApiKeys
  readonly signing: WebhookSigning
}

/** A SID: a two-letter prefix and 32 lower-case hexadecimal digits. */
export function newSid(prefix: string): string {
  return prefix + randomBytes(16).toString('hex')
}

/** An account with one API key. */
export function newAccount(
  now = systemClock.now(),
  signsWith: SignsWith = 'auth-token',
): SandboxAccount {
  const keys = new ApiKeys()
  const { sid: apiKeySid, secret: apiKeySecret } = keys.create('Sandbox', now)
  const authToken = randomBytes(16).toString('hex')
  return {
    accountSid: newSid('AC'),
    authToken,
    apiKeySid,
    apiKeySecret,
    keys,
    signing: new WebhookSigning(authToken, signsWith),
  }
}

/** Docs: iam/api-keys/key-resource-v2010. */
export interface ApiKey {
  readonly sid: string
  /** Twilio shows it once, when the key is made. */
  readonly secret: string
  readonly createdAt: number
  friendlyName: string
  updatedAt: number
}

/** The account's API keys: they sign in to REST and sign Access Tokens. */
export class ApiKeys {
  readonly #keys = new Map<string, ApiKey>()

  create(friendlyName: string, now: number): ApiKey {
    const key = {
      sid: newSid('SK'),
      secret: randomBytes(16).toString('hex'),
      createdAt: now,
      friendlyName,
      updatedAt: now,
    }
    this.#keys.set(key.sid, key)
    return key
  }

  list(): readonly ApiKey[] {
    return [...this.#keys.values()]
  }

  get(sid: string): ApiKey | null {
    return this.#keys.get(sid) ?? null
  }

  remove(sid: string): void {
    this.#keys.delete(sid)
  }

  /** Forgets all but the one that is there from the start. */
  restore(): void {
    for (const sid of [...this.#keys.keys()].slice(1)) this.#keys.delete(sid)
  }
}
