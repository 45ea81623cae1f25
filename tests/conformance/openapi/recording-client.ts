import twilio from 'twilio'
import type { SandboxDescription } from '../../../server/sandbox/description.ts'
import type { Exchange } from './specification.ts'

type Request<TData> = typeof twilio.RequestClient.prototype.request<TData>

/** Sends everything to the sandbox, and keeps what was asked and answered. */
class RecordingRequestClient extends twilio.RequestClient {
  readonly exchanges: Exchange[] = []
  readonly #base: string

  constructor(base: string) {
    super()
    this.#base = base
  }

  override async request<TData>(
    options: Parameters<Request<TData>>[0],
  ): ReturnType<Request<TData>> {
    const { hostname, pathname, search } = new URL(options.uri)
    const [host = ''] = hostname.split('.')
    const uri = `${this.#base}/${host}${pathname}${search}`
    const response = await super.request<TData>({ ...options, uri })
    const body: unknown =
      typeof response.body === 'string' && response.body !== ''
        ? JSON.parse(response.body)
        : response.body
    const method = options.method.toUpperCase()
    this.exchanges.push({ host, method, path: pathname, status: response.statusCode, body })
    return response
  }
}

export function recordingClient({ baseUrl, accountSid, authToken }: SandboxDescription) {
  const httpClient = new RecordingRequestClient(baseUrl)
  return { client: twilio(accountSid, authToken, { httpClient }), exchanges: httpClient.exchanges }
}
