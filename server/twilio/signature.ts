import twilio from 'twilio'
import type { Secret } from '../config/secret.ts'

/** What Twilio may sign webhooks with. There is more than one of a kind while it is rotated. */
export interface WebhookSecrets {
  readonly authTokens: readonly Secret[]
  /** By the key's id. */
  readonly sharedKeys: ReadonlyMap<string, Secret>
}

/** The only algorithm that we accept with a shared key. The account's auth token signs with HMAC-SHA1 and names none. */
const ALGORITHM = 'HMAC_SHA256'

/**
 * Whether Twilio signed this webhook, with the account's auth token or a shared key of ours. Only configured keys and
 * algorithms count, whatever the request names. `url` is the address that Twilio called, with its query. It is built from the
 * public URL, because a proxy may change what the request shows.
 */
export function isSignedByTwilio(
  { authTokens, sharedKeys }: WebhookSecrets,
  request: {
    readonly signature: string | undefined
    /** `X-Twilio-Webhooks-Signature-Settings`: which shared key, and how; absent with the auth token. */
    readonly settings: string | undefined
    readonly url: string
    readonly params: Readonly<Record<string, unknown>>
  },
): boolean {
  const { signature, settings = '', url, params } = request
  if (signature === undefined || signature === '') return false
  if (settings === '') {
    return authTokens.some((token) =>
      twilio.validateRequest(token.reveal(), signature, url, { ...params }),
    )
  }
  const key = keyNamed(settings, sharedKeys)
  return (
    key !== null && twilio.validateRequest(key.reveal(), signature, url, { ...params }, ALGORITHM)
  )
}

/** `key=<id>,algorithm=<name>`, each once; null for a key or an algorithm that is not ours. */
function keyNamed(settings: string, keys: WebhookSecrets['sharedKeys']): Secret | null {
  const parts = settings.split(',').map((part) => part.trim().split('='))
  const values = (name: string) => parts.filter(([each]) => each === name).map(([, value]) => value)
  const [id = '', ...otherIds] = values('key')
  const [algorithm, ...otherAlgorithms] = values('algorithm')
  if (otherIds.length > 0 || otherAlgorithms.length > 0 || algorithm !== ALGORITHM) return null
  return keys.get(id) ?? null
}
