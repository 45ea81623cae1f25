import type { CallEvent } from '../model/call-event.ts'
import type { CallIn } from '../model/call.ts'
import { engage } from '../ending/teammate.ts'
import { abandon, finish } from '../ending/finish.ts'
import { stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'

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
