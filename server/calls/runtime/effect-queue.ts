import { createSerial } from '../../serial.ts'
import type { CallCommand } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Clock } from '../../clock.ts'
import type { PutOff } from './put-off.ts'
import type { Call } from '../model/call.ts'
import { createRetries } from './retries.ts'

/** What Twilio is asked for one call: one command at a time, in their order; one that is put off comes again later. */
export interface Performer {
  /** `tried`: how often it was put off before. */
  perform(command: CallCommand, tried?: number): void
  /** Resolves when what is under way is over. */
  close(): Promise<void>
}

/** `tried`: how often the command was put off before. */
export type RunEffect = (
  call: Call,
  command: CallCommand,
  tried: number,
) => Promise<CallEvent | PutOff | null>

export interface PerformerDeps {
  readonly run: RunEffect
  readonly clock: Clock
  readonly call: () => Call
  /** The command is carried out, and this came of it. */
  took(command: CallCommand, event: CallEvent | null): Promise<void>
  guard(work: Promise<unknown>): void
}

export function createPerformer({ run, clock, call, took, guard }: PerformerDeps): Performer {
  const commands = createSerial()
  const retries = createRetries(clock, call().callId)
  let closed = false

  function perform(command: CallCommand, tried = 0): void {
    const decidedOn = call()
    const again = () => perform(command, tried + 1)
    const work = commands.run(async () => {
      if (closed) return
      const event = await run(tried === 0 ? decidedOn : call(), command, tried)
      if (event?.kind === 'put-off') return retries.add(command, tried, event, again)
      await took(command, event)
    })
    guard(work)
  }

  return {
    perform,
    async close() {
      closed = true
      retries.close()
      await commands.idle()
    },
  }
}
