import { decodeJwt, jwtVerify, type JWTPayload } from 'jose'
import { z } from 'zod'
import type { SandboxAccount } from '../../account.ts'
import type { Clock } from '../../clock.ts'

/** The Worker or Workspace that a valid token stands for. */
export interface Session {
  readonly token: string
  readonly workspaceSid: string
  readonly workerSid: string
  readonly role: 'worker' | 'supervisor'
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}

/** `grants.task_router` of an AccessToken. Docs: iam/access-tokens, taskrouter/js-sdk-v1/worker. */
const accessClaims = z.object({
  sub: z.string(),
  exp: z.number(),
  grants: z.object({
    task_router: z.object({
      workspace_sid: z.string(),
      worker_sid: z.string(),
      role: z.enum(['worker', 'supervisor']).default('worker'),
    }),
  }),
})

/** A capability token, which the account's auth token signs. Docs: taskrouter/constructing-jwts. */
const capabilityClaims = z.object({
  account_sid: z.string(),
  exp: z.number(),
  workspace_sid: z.string(),
  worker_sid: z.string(),
})

/** The session of a token, or null for one that is forged, expired, of another account or without TaskRouter. */
export async function verifyToken(
  token: string,
  account: SandboxAccount,
  clock: Clock,
): Promise<Session | null> {
  const payload = await verify(token, account, clock)
  if (payload === null) return null
  const access = accessClaims.safeParse(payload)
  if (access.success && account.keys.get(payload.iss ?? '') !== null) {
    if (access.data.sub !== account.accountSid) return null
    const { workspace_sid, worker_sid, role } = access.data.grants.task_router
    return session(token, { workspace_sid, worker_sid, role, exp: access.data.exp })
  }
  const capability = capabilityClaims.safeParse(payload)
  if (!capability.success || payload.iss !== account.accountSid) return null
  return session(token, { ...capability.data, role: 'worker' })
}

/** Verified with the issuer's secret: the account's for capability tokens, else that of the API key that it names. */
async function verify(
  token: string,
  account: SandboxAccount,
  clock: Clock,
): Promise<JWTPayload | null> {
  const currentDate = new Date(clock.now())
  try {
    const { iss = '' } = decodeJwt(token)
    const secret = iss === account.accountSid ? account.authToken : account.keys.get(iss)?.secret
    if (secret === undefined) return null
    const key = new TextEncoder().encode(secret)
    return (await jwtVerify(token, key, { algorithms: ['HS256'], currentDate })).payload
  } catch {
    // The client gets no other reason than that it is not valid.
    return null
  }
}

function session(
  token: string,
  claims: {
    workspace_sid: string
    worker_sid: string
    role: 'worker' | 'supervisor'
    exp: number
  },
): Session {
  return {
    token,
    workspaceSid: claims.workspace_sid,
    workerSid: claims.worker_sid,
    role: claims.role,
    expiresAt: claims.exp * 1000,
  }
}
