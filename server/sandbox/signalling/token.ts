import { decodeJwt, errors, jwtVerify } from 'jose'
import { z } from 'zod'

import type { SandboxAccount } from '../account.ts'
import type { Clock } from '../clock.ts'

/** What an Access Token with a VoiceGrant allows. Docs: iam/access-tokens, "VoiceGrant". */
export interface VoiceToken {
  readonly identity: string
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
  /** `voice.incoming.allow`: the Device may register and be rung. */
  readonly incomingAllowed: boolean
  /** `voice.outgoing.application_sid`: the TwiML App that answers the Device's calls. */
  readonly applicationSid: string | undefined
  /** `voice.outgoing.params`: sent to that App with every call. */
  readonly outgoingParams: Readonly<Record<string, string>>
}

/** Why a token is refused, with the signalling error code that the Voice SDK turns into its own errors. */
export interface TokenFailure {
  readonly code: 31201 | 31204 | 31205 | 31207
  readonly message: string
}

export type TokenCheck =
  | { readonly ok: true; readonly token: VoiceToken }
  | { readonly ok: false; readonly refusal: TokenFailure }

/** Docs: iam/access-tokens: a token lives for 24 hours at most. */
const LONGEST_LIFE_SECONDS = 24 * 3600

const claims = z.object({
  exp: z.number(),
  iat: z.number().optional(),
  grants: z.object({
    identity: z.string().min(1).max(121),
    voice: z.object({
      incoming: z.object({ allow: z.boolean().optional() }).optional(),
      outgoing: z
        .object({
          application_sid: z.string().optional(),
          params: z.record(z.string(), z.coerce.string()).optional(),
        })
        .optional(),
    }),
  }),
})

/** Verifies a Device's Access Token against the API key that it names (HS256). */
export async function verifyVoiceToken(
  jwt: string,
  account: SandboxAccount,
  clock: Clock,
): Promise<TokenCheck> {
  try {
    const key = account.keys.get(decodeJwt(jwt).iss ?? '')
    if (!key) return refuse(31204, 'The token names no API key of the account.')
    const { payload } = await jwtVerify(jwt, new TextEncoder().encode(key.secret), {
      algorithms: ['HS256'],
      subject: account.accountSid,
      currentDate: new Date(clock.now()),
    })
    const parsed = claims.safeParse(payload)
    if (!parsed.success) return refuse(31204, 'The token has no usable identity or voice grant.')
    const { exp, iat, grants } = parsed.data
    if (exp - (iat ?? clock.now() / 1000) > LONGEST_LIFE_SECONDS) {
      return refuse(31207, 'The token lives longer than 24 hours.')
    }
    return {
      ok: true,
      token: {
        identity: grants.identity,
        expiresAt: exp * 1000,
        incomingAllowed: grants.voice.incoming?.allow === true,
        applicationSid: grants.voice.outgoing?.application_sid,
        outgoingParams: grants.voice.outgoing?.params ?? {},
      },
    }
  } catch (error) {
    if (error instanceof errors.JWTExpired) return refuse(31205, 'The token has expired.')
    return refuse(31204, 'The token is invalid: wrong key, issuer, subject or form.')
  }
}

function refuse(code: TokenFailure['code'], message: string): TokenCheck {
  return { ok: false, refusal: { code, message } }
}
