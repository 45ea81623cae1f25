import { randomUUID } from 'node:crypto'

import { liveClock } from '../../clock.ts'
import type { Clock } from '../../clock.ts'
import type { Ticker } from '../../media/ticker.ts'
import type { TelephoneNetwork } from '../../network/network.ts'
import type { PhoneView } from '../../network/phone.ts'
import { CustomerLine } from './customer-phone.ts'
import { ControlFault } from '../control-error.ts'

/** The telephones of the people at the customer page, by a line id that only the page knows. */
export interface CustomerLines {
  /** Gives a person a number: the wished one, or a free one. */
  open(wish?: string): { line: string; number: string }
  find(id: string): CustomerLine
  /** Gives a line's number back at once. */
  remove(id: string): Promise<void>
  /** Calls `see` now and at every change. A line lives while somebody watches it, and ten seconds more. */
  watch(id: string, see: (view: PhoneView) => void): () => void
  close(): Promise<void>
}

/** Long enough for a page that reconnects its event stream, short enough for one that is gone. */
const UNWATCHED_MS = 10_000
const FIRST_NUMBER = 15_005_559_000

export function createCustomerLines(deps: {
  readonly network: TelephoneNetwork
  readonly clock: Clock
  readonly ticker: Ticker
}): CustomerLines {
  const { network, ticker, clock } = deps
  const lines = new Map<string, CustomerLine>()
  const expiries = new Map<string, () => void>()

  function freeNumber(): string {
    const taken = new Set(network.list().map(({ number }) => number))
    let number = FIRST_NUMBER
    while (taken.has(`+${number}`)) number++
    return `+${number}`
  }

  function find(id: string): CustomerLine {
    const line = lines.get(id)
    if (!line) throw new ControlFault('no-such-line', 'This line is closed: open the page again.')
    return line
  }

  async function remove(id: string): Promise<void> {
    expiries.get(id)?.()
    expiries.delete(id)
    const line = lines.get(id)
    lines.delete(id)
    await line?.close()
  }

  function expireLater(id: string): void {
    expiries.set(
      id,
      liveClock(clock).after(UNWATCHED_MS, () => void remove(id)),
    )
  }

  return {
    open(wish) {
      const number = wish ?? freeNumber()
      // A page that was reloaded comes back for the number of its former self.
      for (const [id, line] of lines) {
        if (line.number === number && !line.watched) void remove(id)
      }
      const id = randomUUID()
      lines.set(id, new CustomerLine({ number, network, ticker }))
      expireLater(id)
      return { line: id, number }
    },
    find,
    remove,
    watch(id, see) {
      const line = find(id)
      expiries.get(id)?.()
      const stop = line.watch(see)
      return () => {
        stop()
        if (lines.has(id) && !line.watched) expireLater(id)
      }
    },
    async close() {
      await Promise.all([...lines.keys()].map((id) => remove(id)))
    },
  }
}
