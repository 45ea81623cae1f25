/** A minimal emitter, in place of an SDK's object. */
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
