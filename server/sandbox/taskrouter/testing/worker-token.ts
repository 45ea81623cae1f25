import { SignJWT } from 'jose'

/** An AccessToken with a TaskRouter grant. Docs: iam/access-tokens. */
export function workerToken(
  sandbox: {
    readonly accountSid: string
    readonly apiKeySid: string
    readonly apiKeySecret: string
    readonly workspaceSid: string
  },
  workerSid: string,
  { role = 'worker', seconds = 3600, now = Date.now() } = {},
): Promise<string> {
  const { accountSid, apiKeySid, apiKeySecret, workspaceSid } = sandbox
  const issuedAt = Math.floor(now / 1000)
  return new SignJWT({
    grants: {
      identity: 'test',
      task_router: { workspace_sid: workspaceSid, worker_sid: workerSid, role },
    },
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' })
    .setIssuer(apiKeySid)
    .setSubject(accountSid)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + seconds)
    .sign(new TextEncoder().encode(apiKeySecret))
}
