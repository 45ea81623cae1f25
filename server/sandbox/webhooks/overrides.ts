/** Why a webhook failed, in the words of the retry policy. */
export type WebhookFailure = '4xx' | '5xx' | 'ct' | 'rt'

/** How Twilio connects to one webhook. All times in milliseconds. */
export interface ConnectionOverrides {
  /** `ct`: until there is a connection. */
  readonly connectMs: number
  /** `rt`: until the answer begins, and between its parts. */
  readonly readMs: number
  /** `tt`: for all attempts together. */
  readonly totalMs: number
  /** `rc`: how often it is tried again. */
  readonly retries: number
  /** `rp`: after which failures. */
  readonly retryOn: ReadonlySet<WebhookFailure>
}

/** Docs: api/errors/11243. */
export const INVALID_RETRY_POLICY = 11243

const FAILURES = ['4xx', '5xx', 'ct', 'rt'] as const

/**
 * The settings in the fragment of a webhook's URL, such as `#rc=2&rp=5xx,ct`; null for a retry policy that does not exist. A
 * value out of range counts as the nearest one, and one that is not a number as absent.
 * Docs: usage/webhooks/webhooks-connection-overrides.
 */
export function overridesOf(url: string): ConnectionOverrides | null {
  const given = new URLSearchParams(url.split('#')[1] ?? '')
  const retryOn = policyOf(given.get('rp') ?? 'ct')
  if (retryOn === null) return null
  return {
    connectMs: clamp(given.get('ct'), { least: 100, most: 10_000, otherwise: 5000 }),
    readMs: clamp(given.get('rt'), { least: 100, most: 15_000, otherwise: 15_000 }),
    totalMs: clamp(given.get('tt'), { least: 100, most: 15_000, otherwise: 15_000 }),
    retries: clamp(given.get('rc'), { least: 0, most: 5, otherwise: 1 }),
    retryOn,
  }
}

function policyOf(policy: string): ReadonlySet<WebhookFailure> | null {
  const retryOn = new Set<WebhookFailure>()
  for (const word of policy.split(',')) {
    const named = FAILURES.filter((failure) => word === 'all' || word === failure)
    if (named.length === 0) return null
    for (const failure of named) retryOn.add(failure)
  }
  return retryOn
}

function clamp(
  value: string | null,
  { least, most, otherwise }: Readonly<Record<'least' | 'most' | 'otherwise', number>>,
): number {
  if (value === null || !/^\d+$/.test(value)) return otherwise
  return Math.min(most, Math.max(least, Number(value)))
}
