// oxlint-disable-next-line no-restricted-imports -- the API is tested with the unmodified package
import twilio from 'twilio'
import type RequestClient from 'twilio/lib/base/RequestClient.js'
import type { SandboxAccount } from '../../account.ts'

/** The package's own way to another host: every URL is rewritten to `<base>/<first label>/<path>`. */
class LocalClient extends twilio.RequestClient {
  readonly base: string

  constructor(base: string) {
    super()
    this.base = base
  }

  override request<T>(options: RequestClient.RequestOptions<T>) {
    options.uri = options.uri.replace(/^https:\/\/(\w+)\.twilio\.com/, `${this.base}/$1`)
    return super.request<T>(options)
  }
}

/**
 * TaskRouter as the `twilio` package has it, at a served sandbox. It signs in with the API key, or with the account
 * and another `secret`.
 */
export function taskRouterClient(
  server: { readonly account: SandboxAccount; readonly baseUrl: string },
  secret?: string,
) {
  const { account, baseUrl } = server
  const { accountSid } = account
  const httpClient = new LocalClient(baseUrl)
  const client =
    secret === undefined
      ? twilio(account.apiKeySid, account.apiKeySecret, { accountSid, httpClient })
      : twilio(accountSid, secret, { httpClient })
  return client.taskrouter.v1
}
