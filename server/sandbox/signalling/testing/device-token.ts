import { SignJWT } from 'jose'

import type { SandboxAccount } from '../../account.ts'
import type { Clock } from '../../clock.ts'

export interface TokenOptions {
  readonly identity?: string
  readonly ttlSeconds?: number
  readonly issuer?: string
  readonly secret?: string
  readonly voice?: unknown
}

/** An Access Token as Twilio's helper libraries make it. */
export function deviceToken(
  account: Pick<SandboxAccount, 'accountSid' | 'apiKeySid' | 'apiKeySecret'>,
  clock: Clock,
  wishes: TokenOptions = {},
): Promise<string> {
  const now = Math.floor(clock.now() / 1000)
  const voice = wishes.voice ?? {
    incoming: { allow: true },
    outgoing: { application_sid: 'AP1', params: { desk: '7' } },
  }
  return new SignJWT({ grants: { identity: wishes.identity ?? 'ann', voice } })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' })
    .setIssuer(wishes.issuer ?? account.apiKeySid)
    .setSubject(account.accountSid)
    .setIssuedAt(now)
    .setExpirationTime(now + (wishes.ttlSeconds ?? 3600))
    .sign(new TextEncoder().encode(wishes.secret ?? account.apiKeySecret))
}
