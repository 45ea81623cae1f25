/** The least of an emitter: what an SDK's object is stood in for with. */
export class Emitter {
  readonly #listeners = new Map<string, ((...details: never[]) => void)[]>()

  on(event: string, listener: (...details: never[]) => void): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener])
  }

  emit(event: string, ...details: readonly unknown[]): void {
    // The cast: an emitter does not know what its listeners take.
    for (const listener of this.#listeners.get(event) ?? []) listener(...(details as never[]))
  }
}
