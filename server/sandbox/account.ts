import { randomBytes } from 'node:crypto'

/** What a client needs to reach the sandbox; one line of it is printed at start. Twilio's shapes, made-up values. */
export interface SandboxAccount {
  readonly accountSid: string
  readonly authToken: string
  readonly apiKeySid: string
  readonly apiKeySecret: string
}

/** A SID: a two-letter prefix and 32 lower-case hexadecimal digits. */
export function newSid(prefix: string): string {
  return prefix + randomBytes(16).toString('hex')
}

export function newAccount(): SandboxAccount {
  return {
    accountSid: newSid('AC'),
    authToken: randomBytes(16).toString('hex'),
    apiKeySid: newSid('SK'),
    apiKeySecret: randomBytes(16).toString('hex'),
  }
}
