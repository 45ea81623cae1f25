import { randomUUID } from 'node:crypto'

import { liveClock } from '../../clock.ts'
import type { Clock } from '../../clock.ts'
import type { Ticker } from '../../media/ticker.ts'
import type { TelephoneNetwork } from '../../network/network.ts'
import type { PhoneView } from '../../network/phone.ts'
import { CustomerPhone } from './customer-phone.ts'
import { ControlError } from '../control-error.ts'

/** The telephones of the people at the customer page, by an id that only the page knows. */
export interface CustomerPhones {
  /** Gives a person a telephone with this number, or with a free one. */
  open(wanted?: string): { phone: string; number: string }
  find(id: string): CustomerPhone
  /** Frees a phone's number at once. */
  remove(id: string): Promise<void>
  /** Calls `see` now and at every change. A phone stays while somebody watches it, and ten seconds longer. */
  watch(id: string, see: (view: PhoneView) => void): () => void
  close(): Promise<void>
}

/** Long enough for a page that reconnects its event stream, short enough for one that was closed. */
const UNWATCHED_MS = 10_000
const FIRST_NUMBER = 15_005_559_000

export function createCustomerPhones(deps: {
  readonly network: TelephoneNetwork
  readonly clock: Clock
  readonly ticker: Ticker
}): CustomerPhones {
  const { network, ticker, clock } = deps
  const phones = new Map<string, CustomerPhone>()
  const expiries = new Map<string, () => void>()

  function freeNumber(): string {
    const taken = new Set(network.list().map(({ number }) => number))
    let number = FIRST_NUMBER
    while (taken.has(`+${number}`)) number++
    return `+${number}`
  }

  function find(id: string): CustomerPhone {
    const phone = phones.get(id)
    if (!phone)
      throw new ControlError('no-such-phone', 'This telephone is closed: open the page again.')
    return phone
  }

  async function remove(id: string): Promise<void> {
    expiries.get(id)?.()
    expiries.delete(id)
    const phone = phones.get(id)
    phones.delete(id)
    await phone?.close()
  }

  function expireLater(id: string): void {
    expiries.set(
      id,
      liveClock(clock).after(UNWATCHED_MS, () => void remove(id)),
    )
  }

  return {
    open(wanted) {
      const number = wanted ?? freeNumber()
      // A page that was reloaded asks for the number that it had before.
      for (const [id, phone] of phones) {
        if (phone.number === number && !phone.watched) void remove(id)
      }
      const id = randomUUID()
      phones.set(id, new CustomerPhone({ number, network, ticker }))
      expireLater(id)
      return { phone: id, number }
    },
    find,
    remove,
    watch(id, see) {
      const phone = find(id)
      expiries.get(id)?.()
      const stop = phone.watch(see)
      return () => {
        stop()
        if (phones.has(id) && !phone.watched) expireLater(id)
      }
    },
    async close() {
      await Promise.all([...phones.keys()].map((id) => remove(id)))
    },
  }
}
