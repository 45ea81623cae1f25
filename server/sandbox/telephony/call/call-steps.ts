/** One verb that a call's TwiML has run. */
export interface CallStep {
  /** ISO 8601. */
  readonly at: string
  /** The document's URL; empty for TwiML that came with a request. */
  readonly document: string
  readonly verb: string
  /** The verb as it was parsed. */
  readonly details: object
}

/** A document that redirects to itself never ends; its last steps are kept. */
const KEPT = 200

export class CallSteps {
  readonly #steps: CallStep[] = []

  add(step: CallStep): void {
    this.#steps.push(step)
    if (this.#steps.length > KEPT) this.#steps.shift()
  }

  /** The oldest first. */
  list(): readonly CallStep[] {
    return this.#steps
  }
}
