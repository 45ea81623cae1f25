// The sandbox is tested against the real package; only its tests import the package.
// oxlint-disable-next-line no-restricted-imports
import twilio from 'twilio'
import type { SandboxDescription } from '../../description.ts'

type Request<TData> = typeof twilio.RequestClient.prototype.request<TData>

/** Sends `https://<label>.twilio.com/<path>` to `<base>/<label>/<path>`. */
class SandboxRequestClient extends twilio.RequestClient {
  readonly #base: string

  constructor(base: string) {
    super()
    this.#base = base
  }

  override request<TData>(options: Parameters<Request<TData>>[0]): ReturnType<Request<TData>> {
    const uri = options.uri.replace(/^https:\/\/([a-z-]+)\.twilio\.com/, `${this.#base}/$1`)
    return super.request<TData>({ ...options, uri })
  }
}

/** The real Twilio client, pointed at a sandbox; it signs in with the auth token unless given another secret. */
export function clientOf(
  sandbox: SandboxDescription,
  signIn?: { readonly user: string; readonly password: string },
): twilio.Twilio {
  const { accountSid, authToken, baseUrl } = sandbox
  const httpClient = new SandboxRequestClient(baseUrl)
  const { user = accountSid, password = authToken } = signIn ?? {}
  return twilio(user, password, { httpClient, accountSid })
}

/** How an application verifies the signature of a webhook. */
export function isSigned(
  authToken: string,
  request: { readonly signature: string; readonly url: string; readonly params: object },
): boolean {
  return twilio.validateRequest(authToken, request.signature, request.url, request.params)
}

/** An Access Token for a Device, as a client's token server makes it. */
export function voiceToken(sandbox: SandboxDescription, identity: string): string {
  const { accountSid, apiKeySid, apiKeySecret, twimlAppSid } = sandbox
  const token = new twilio.jwt.AccessToken(accountSid, apiKeySid, apiKeySecret, { identity })
  token.addGrant(
    new twilio.jwt.AccessToken.VoiceGrant({
      incomingAllow: true,
      outgoingApplicationSid: twimlAppSid,
    }),
  )
  return token.toJwt()
}

/** An Access Token for a Worker, as a client's token server makes it. */
export function workerToken(sandbox: SandboxDescription, workerSid: string): string {
  const { accountSid, apiKeySid, apiKeySecret, workspaceSid } = sandbox
  const { AccessToken } = twilio.jwt
  const token = new AccessToken(accountSid, apiKeySid, apiKeySecret, { identity: workerSid })
  token.addGrant(new AccessToken.TaskRouterGrant({ workspaceSid, workerSid, role: 'worker' }))
  return token.toJwt()
}
