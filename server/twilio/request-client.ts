import twilio from 'twilio'

type Options<TData> = Parameters<typeof twilio.RequestClient.prototype.request<TData>>[0]

const TWILIO_HOST = /^https:\/\/([a-z0-9-]+)(?:\.[a-z0-9-]+)*\.twilio\.com(\/.*)$/

/** `https://api.twilio.com/2010-04-01/x` → `<base>/api/2010-04-01/x`; other addresses as they are. */
export function rebase(uri: string, base: string): string {
  const [, label, path] = TWILIO_HOST.exec(uri) ?? []
  return label === undefined || path === undefined ? uri : `${base}/${label}${path}`
}

/** Sends what is meant for Twilio's hosts to another base, absolute page links included. */
export class RebasedRequestClient extends twilio.RequestClient {
  readonly #base: string

  constructor(base: string) {
    super({ timeout: REQUEST_TIMEOUT_MS, keepAlive: true })
    this.#base = base.replace(/\/+$/, '')
  }

  override request<TData>(
    options: Options<TData>,
  ): ReturnType<typeof twilio.RequestClient.prototype.request<TData>> {
    return super.request<TData>({ ...options, uri: rebase(options.uri, this.#base) })
  }
}

/** An agent waits behind most of these requests. */
const REQUEST_TIMEOUT_MS = 10_000

/** Twilio's own hosts, over kept-alive connections: a handshake less between a click and a voice. */
export function directRequestClient(): InstanceType<typeof twilio.RequestClient> {
  return new twilio.RequestClient({ timeout: REQUEST_TIMEOUT_MS, keepAlive: true })
}
