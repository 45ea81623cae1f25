import type { CallEvent } from './call-event.ts'
import type { CallIn } from './call.ts'
import { engage } from './colleague.ts'
import { abandon, finish } from './finish.ts'
import { stay } from './step.ts'
import type { Step } from './step.ts'

/** A colleague calls a queue: prepared, and waiting for their Device to connect. Then they wait like any caller. */
export function whileCalling(call: CallIn<'calling'>, event: CallEvent, at: number): Step {
  switch (event.kind) {
    case 'device-connected':
      return engage({
        ...call,
        queuedAt: at,
        customer: { ...call.customer, callSid: event.callSid },
        phase: { kind: 'queued', since: at, answered: null, requeueAt: null, requeueTried: 0 },
      })
    case 'customer-gone':
      return abandon(call, at)
    case 'tick':
      return at < call.phase.deadline ? stay(call) : finish(call, 'failed', at)
    default:
      return stay(call)
  }
}
