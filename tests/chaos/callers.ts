import type { Chance } from '../../server/sandbox/chance.ts'
import type { Ledger } from './ledger.ts'
import type { Stage } from './stage.ts'

/** Of ten callers, how many do not wait for an agent. */
const IMPATIENT = 0.12

export interface Callers {
  /** A new caller rings; the promise settles once the telephone has dialled. */
  dial(): Promise<void>
  /** Looks at every telephone: who was cut off without a reason is a problem for the ledger. */
  look(): Promise<void>
  close(): void
}

/** The public: telephones that ring the contact centre, wait, talk, and hang up. */
export function createCallers(stage: Stage, ledger: Ledger, chance: Chance): Callers {
  let made = 0
  const timers = new Set<NodeJS.Timeout>()
  const hangUp = (number: string) => void stage.hangUp(number)
  ledger.onRelease(hangUp)
  return {
    async dial() {
      made += 1
      const number = `+1500555${String(2000 + made)}`
      const caller = ledger.begin(number)
      await stage.control('POST', '/phones', { number, behaviour: { plays: 'silence' } })
      await stage.control('POST', `/phones/${number}/dial`, { to: stage.number })
      if (chance.next() >= IMPATIENT) return
      const timer = setTimeout(
        () => {
          caller.mayEnd = true
          hangUp(number)
          timers.delete(timer)
        },
        300 + chance.next() * 2500,
      )
      timers.add(timer)
    },
    async look() {
      for (const { number, call } of await stage.phones()) {
        const caller = ledger.caller(number)
        if (caller === null || caller.over || call?.state !== 'ended') continue
        caller.over = true
        if (!caller.mayEnd && !stage.wasDown(call.endedAt))
          ledger.report(`${number} was cut off (${call.endReason ?? ''}), met: ${caller.met}`)
        await stage.control('DELETE', `/phones/${number}`)
      }
    },
    close() {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
