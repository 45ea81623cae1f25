import type { Params } from '../operations/params.ts'
import type { Reservation } from '../model/work.ts'
import type { RingFailure, VoiceSide } from '../voice-side.ts'
import type { Context } from '../engine/context.ts'
import { CALL_CODES, DEQUEUE_CODES } from './instruction-codes.ts'
import { instructionParam } from './instruction-params.ts'
import { cancelReservation } from '../engine/outcomes.ts'
import { partiesOf, refuseCall } from './parties.ts'
import type { Ringing } from './ringing.ts'

/** What happens when the Worker has answered, and when that is over. */
interface How {
  readonly instruction: 'Dequeue' | 'Call'
  readonly answer: { readonly twimlUrl: string } | { readonly talkTo: string }
  readonly onAnswered: (callSid: string) => void
  readonly onEnded: () => void
}

/**
 * Rings a Worker as an instruction says. While it rings, the Reservation's time-out waits; a Worker who
 * cannot be reached is not to blame.
 */
export function createWorkerRing(
  context: Context,
  voice: VoiceSide,
  ringing: Ringing,
): (reservation: Reservation, params: Params, how: How) => void {
  return (reservation, params, how) => {
    const { instruction } = how
    const { sid } = reservation
    const option = (name: string) => instructionParam(params, instruction, name)
    const codes = instruction === 'Call' ? CALL_CODES : DEQUEUE_CODES
    const given = { To: option('To'), From: option('From') }
    const { to, from, refused } = partiesOf(context, voice, reservation, given, codes)
    ringing.start(sid, option('PostWorkActivitySid') ?? null, (settle) => {
      const answered = (callSid: string) => {
        if (settle()) context.run(() => how.onAnswered(callSid))
      }
      const onFailed = (reason: RingFailure) => {
        if (!settle()) return
        if (reason === 'failed') {
          const message = `${instruction} instruction: the call to ${to} failed`
          context.notices.note({ level: 'error', code: codes.failed, message })
        }
        context.run(() => cancelReservation(context, sid))
      }
      const call = { to, from, options: callOptions(params, instruction), onFailed: onFailed }
      if (refused) return refuseCall(call)
      if ('twimlUrl' in how.answer) {
        return voice.callWorker({ ...call, url: how.answer.twimlUrl, onAnswered: answered })
      }
      return voice.dequeueCall({
        ...call,
        callSid: how.answer.talkTo,
        onConnected: answered,
        onEnded() {
          // The caller hung up while the Worker answered: they never talked.
          onFailed('canceled')
          context.run(how.onEnded)
        },
      })
    })
  }
}

/** The Call parameters of an instruction by the names that Voice has for them. */
function callOptions(
  params: Params,
  instruction: 'Dequeue' | 'Call',
): Record<string, string | readonly string[]> {
  const timeout = instructionParam(params, instruction, 'Timeout')
  const url = instructionParam(params, instruction, 'StatusCallbackUrl')
  const events = params[`${instruction}StatusCallbackEvent`] ?? params['StatusCallbackEvent']
  return {
    ...(timeout === undefined ? {} : { Timeout: timeout }),
    ...(url === undefined ? {} : { StatusCallback: url }),
    ...(Array.isArray(events) ? { StatusCallbackEvent: events.map(String) } : {}),
    ...(typeof events === 'string' ? { StatusCallbackEvent: events } : {}),
  }
}
