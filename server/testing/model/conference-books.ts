import type { CallEffect } from '../../calls/model/call-effect.ts'
import type { Call } from '../../calls/model/call.ts'

/** Nothing is written twice, and after-call work begins only for those who have some. */
export class Books {
  readonly #lines = new Set<string>()

  check({ customer, direction }: Call, effects: readonly CallEffect[]): void {
    for (const command of effects) {
      if (command.kind !== 'write-history' && command.kind !== 'start-wrap-up') continue
      const hasNone =
        customer.identity !== null &&
        (direction === 'outbound' ||
          (command.kind === 'start-wrap-up' && customer.identity === command.identity))
      if (command.kind === 'start-wrap-up' && hasNone)
        throw new Error(`after-call work for ${command.identity}`)
      const entry = command.kind === 'write-history' ? command.entry.entryId : command.partyId
      const line = `${command.kind} ${entry}`
      if (this.#lines.has(line)) throw new Error(`${line} twice`)
      this.#lines.add(line)
    }
  }
}
