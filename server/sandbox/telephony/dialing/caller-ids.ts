import { newSid } from '../../account.ts'

/** A number of somebody else's that may be shown as the caller. Docs: voice/api/outgoing-caller-ids. */
export interface CallerId {
  readonly sid: string
  readonly phoneNumber: string
  readonly createdAt: number
  friendlyName: string
  updatedAt: number
}

/** The account's verified numbers. */
export class CallerIds {
  readonly #ids = new Map<string, CallerId>()

  add(phoneNumber: string, friendlyName: string, now: number): CallerId {
    const id = { sid: newSid('PN'), phoneNumber, friendlyName, createdAt: now, updatedAt: now }
    this.#ids.set(id.sid, id)
    return id
  }

  list(): readonly CallerId[] {
    return [...this.#ids.values()]
  }

  get(sid: string): CallerId | null {
    return this.#ids.get(sid) ?? null
  }

  of(phoneNumber: string): CallerId | null {
    return this.list().find((id) => id.phoneNumber === phoneNumber) ?? null
  }

  remove(sid: string): void {
    this.#ids.delete(sid)
  }

  clear(): void {
    this.#ids.clear()
  }
}
