import { randomBytes } from 'node:crypto'
import { signRequest } from './signature.ts'

export const SIGNS_WITH = ['auth-token', 'shared-key'] as const
/** What webhooks are signed with. */
export type SignsWith = (typeof SIGNS_WITH)[number]

/**
 * The account's way to sign its webhooks: by the auth token (HMAC-SHA1), or by a shared key (HMAC-SHA256), which a header
 * then names together with the algorithm. Docs: usage/security#validating-requests; for shared keys twilio-node 6.3,
 * lib/webhooks (`SIGNATURE_SETTINGS_HEADER`, `validateRequest`).
 */
export class WebhookSigning {
  readonly key = {
    id: `webhooks_sharedkey_${randomBytes(16).toString('hex')}`,
    secret: randomBytes(32).toString('hex'),
  }
  readonly #authToken: string
  readonly #first: SignsWith
  #with: SignsWith

  constructor(authToken: string, signsWith: SignsWith = 'auth-token') {
    this.#authToken = authToken
    this.#first = signsWith
    this.#with = signsWith
  }

  get current(): SignsWith {
    return this.#with
  }

  change(signsWith: SignsWith): void {
    this.#with = signsWith
  }

  /** As it was at the start. */
  restore(): void {
    this.#with = this.#first
  }

  /** The signature headers of a request to this URL with these form parameters. */
  headersFor(url: string, params: Readonly<Record<string, string>>): Record<string, string> {
    if (this.#with === 'auth-token') {
      return { 'x-twilio-signature': signRequest(this.#authToken, url, params) }
    }
    const { id, secret } = this.key
    return {
      'x-twilio-signature': signRequest(secret, url, params, 'sha256'),
      'x-twilio-webhooks-signature-settings': `key=${id},algorithm=HMAC_SHA256`,
    }
  }
}
