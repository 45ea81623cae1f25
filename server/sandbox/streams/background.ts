interface OfCall {
  readonly sid: string
  readonly call: { readonly sid: string }
  readonly request: { readonly name: string | null }
}

/** What runs beside a call's document: streams or transcriptions, the newest last. */
export class Background<T extends OfCall> {
  readonly #all = new Map<string, T>()

  add(one: T): void {
    this.#all.set(one.sid, one)
  }

  clear(): void {
    this.#all.clear()
  }

  /** Of this call, by SID, or the newest of this name. */
  find(callSid: string, sidOrName: string): T | null {
    const ofCall = [...this.#all.values()].filter(({ call }) => call.sid === callSid)
    const found = ofCall.findLast(
      ({ sid, request }) => sid === sidOrName || request.name === sidOrName,
    )
    return found ?? null
  }
}
