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
    super(OPTIONS)
    this.#base = base.replace(/\/+$/, '')
  }

  override request<TData>(
    options: Options<TData>,
  ): ReturnType<typeof twilio.RequestClient.prototype.request<TData>> {
    return super.request<TData>({ ...options, uri: rebase(options.uri, this.#base) })
  }
}

const OPTIONS = {
  /** An agent waits behind most of these requests. */
  timeout: 10_000,
  /** A handshake less between a click and a voice. */
  keepAlive: true,
  /**
   * After a 429, which Twilio answers to what it has not carried out, with a growing pause; nothing else is tried again.
   * Docs: api/errors/20429.
   */
  autoRetry: true,
  maxRetries: 3,
}

/** Twilio's own hosts. */
export function directRequestClient(): InstanceType<typeof twilio.RequestClient> {
  return new twilio.RequestClient(OPTIONS)
}
