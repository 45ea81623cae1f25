// oxlint-disable-next-line no-restricted-imports -- the unmodified package is the client under which the API must hold
import twilio from 'twilio'
import type RequestClient from 'twilio/lib/base/RequestClient.js'
import type { serveTaskRouter } from './served.ts'

/** The package's own way to another host: every URL is rewritten to `<base>/<first label>/<path>`. */
export class LocalClient extends twilio.RequestClient {
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

/** The seeded Workspace, as the `twilio` package knows it. */
export function twilioWorkspace(server: Awaited<ReturnType<typeof serveTaskRouter>>) {
  const { account, baseUrl, seed } = server
  const client = twilio(account.apiKeySid, account.apiKeySecret, {
    accountSid: account.accountSid,
    httpClient: new LocalClient(baseUrl),
  })
  return client.taskrouter.v1.workspaces(seed.workspaceSid)
}
