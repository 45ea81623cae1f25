/** What Twilio grants an account. */
export interface Limits {
  /** How many calls of the REST API begin in a second; the others wait. Null: all begin at once. */
  readonly callsPerSecond: number | null
  /** Whether Participants that the REST API makes wait in the same queue. */
  readonly queuesParticipants: boolean
  /** How many REST requests may be under way; null: any number. */
  readonly concurrentRequests: number | null
}

/**
 * One call a second is documented (voice/api/call-resource, api/errors/22005); the number of concurrent requests is not
 * (api/errors/20429).
 */
export const DEFAULT_LIMITS: Limits = {
  callsPerSecond: 1,
  queuesParticipants: false,
  concurrentRequests: null,
}

/** The account's limits, which can be changed while the sandbox runs. */
export class AccountLimits {
  readonly #original: Limits
  readonly #listeners = new Set<() => void>()
  #current: Limits

  constructor(given: Partial<Limits> = {}) {
    this.#original = { ...DEFAULT_LIMITS, ...given }
    this.#current = this.#original
  }

  get current(): Limits {
    return this.#current
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener)
  }

  change(changes: Partial<Limits>): void {
    this.#current = { ...this.#current, ...changes }
    for (const listener of this.#listeners) listener()
  }

  /** Goes back to the limits of the start. */
  restore(): void {
    this.change(this.#original)
  }
}
