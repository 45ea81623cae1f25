/** The listeners of an adapter's events. */
export class Listeners<Event> {
  readonly #listeners = new Set<(event: Event) => void>()

  readonly emit = (event: Event): void => {
    for (const listener of this.#listeners) listener(event)
  }

  /** Listens until the result is called. */
  readonly add = (listener: (event: Event) => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
