import { fail, succeed } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import { TwilioError } from '../../twilio/failure.ts'

/** What Twilio answers instead of doing what was asked. */
export interface Refusal {
  /** The HTTP status; null when no answer came. */
  readonly status: number | null
  readonly code: number | null
  readonly message: string
}

export type Asked<Value> = Result<Value, Refusal>

/** Makes one request of the library. An answer with an error is a value, because its code is what an experiment looks for. */
export async function askTwilio<Value>(request: () => Promise<Value>): Promise<Asked<Value>> {
  try {
    return succeed(await request())
  } catch (error) {
    if (error instanceof TwilioError) {
      const { status, code, message } = error.answer
      return fail({ status, code, message })
    }
    const message = error instanceof Error ? error.message : String(error)
    return fail({ status: null, code: null, message })
  }
}

/** `accepted`, or `404 (20404)`. */
export function answerInWords(asked: Asked<unknown>): string {
  if (asked.ok) return 'accepted'
  const { status, code } = asked.failure
  return `${status ?? 'no answer'}${code === null ? '' : ` (${code})`}`
}

/** Why an experiment could not be carried out: it then says nothing about its question. */
export class StepFailure extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'StepFailure'
  }
}

/** The value, or the end of the experiment. `what` is the step, as in "Twilio did not ring the agent". */
export function expectValue<Value>(asked: Asked<Value>, what: string): Value {
  if (asked.ok) return asked.value
  throw new StepFailure(`${what}: ${answerInWords(asked)} ${asked.failure.message}`)
}
