import { SignJWT, errors, jwtVerify } from 'jose'
import type { Clock } from '../clock.ts'
import type { Secret } from '../config/secret.ts'

/** Minutes, not hours: a session that ends must be over soon everywhere. */
export const ACCESS_MS = 10 * 60_000

const ISSUER = 'cordboard'
const AUDIENCE = 'cordboard-api'

export interface AccessClaims {
  readonly userId: string
  readonly sessionId: string
}

export interface AccessTokens {
  issue(claims: AccessClaims): Promise<{ readonly token: string; readonly expiresAt: number }>
  /** Null unless it is a token of ours that has not expired. */
  verify(token: string): Promise<AccessClaims | null>
}

export function createAccessTokens(secret: Secret, clock: Clock): AccessTokens {
  const key = new TextEncoder().encode(secret.reveal())
  return {
    async issue({ userId, sessionId }) {
      const now = clock.now()
      const expiresAt = now + ACCESS_MS
      const token = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(userId)
        .setIssuedAt(Math.floor(now / 1000))
        .setExpirationTime(Math.floor(expiresAt / 1000))
        .sign(key)
      return { token, expiresAt }
    },
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, key, {
          issuer: ISSUER,
          audience: AUDIENCE,
          algorithms: ['HS256'],
          currentDate: new Date(clock.now()),
        })
        const { sub, sid } = payload
        if (sub === undefined || typeof sid !== 'string') return null
        return { userId: sub, sessionId: sid }
      } catch (error) {
        if (error instanceof errors.JOSEError) return null
        throw error
      }
    },
  }
}
