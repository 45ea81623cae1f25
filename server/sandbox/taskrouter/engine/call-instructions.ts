import { badRequest } from '../../http/rest-error.ts'
import type { Params } from '../operations/params.ts'
import { known } from '../model/store.ts'
import { attributesOf, type Reservation } from '../model/work.ts'
import type { VoiceSide } from '../voice-side.ts'
import { changeReservation } from './change.ts'
import type { Context } from './context.ts'
import { instructionParam, textOf } from './instruction-params.ts'
import { accept, complete, withdraw } from './outcomes.ts'
import { partiesOf } from './parties.ts'
import type { Ringing } from './ringing.ts'

/** The instructions that make calls without a Conference. Docs: taskrouter/handle-assignment-callbacks. */
export interface CallInstructions {
  /** Rings the Worker and, on answer, lets it talk to the caller who waits. The Task is over with their talk. */
  dequeue(reservation: Reservation, params: Params): void
  /** Rings the Worker and, on answer, executes the TwiML at a URL. */
  call(reservation: Reservation, params: Params): void
  /** Sends the caller who waits to the TwiML at a URL. */
  redirect(reservation: Reservation, params: Params): void
}

export function createCallInstructions(
  context: Context,
  voice: VoiceSide,
  ringing: Ringing,
): CallInstructions {
  /** Until nobody is rung any more the time-out waits; a Worker who cannot be reached is not to blame. */
  function ringWorker(
    reservation: Reservation,
    params: Params,
    how: {
      readonly instruction: 'Dequeue' | 'Call'
      readonly answer: { readonly twimlUrl: string } | { readonly talkTo: string }
      readonly onAnswered: (callSid: string) => void
      readonly onEnded: () => void
    },
  ): void {
    const { instruction } = how
    const option = (name: string) => instructionParam(params, instruction, name)
    const { to, from } = partiesOf(context, reservation, { To: option('To'), From: option('From') })
    const { sid } = reservation
    ringing.start(sid, option('PostWorkActivitySid') ?? null, (settle) =>
      voice.ringWorker({
        to,
        from,
        answer: how.answer,
        options: callOptions(params, instruction),
        onAnswered(callSid) {
          if (settle()) context.run(() => how.onAnswered(callSid))
        },
        onFailed() {
          if (settle()) context.run(() => withdraw(context, sid))
        },
        onEnded: () => context.run(how.onEnded),
      }),
    )
  }

  return {
    dequeue(reservation, params) {
      const { sid } = reservation
      ringWorker(reservation, params, {
        instruction: 'Dequeue',
        answer: { talkTo: callerOf(context, reservation) },
        onAnswered(callSid) {
          changeReservation(context, sid, { callSid })
          accept(context, sid)
        },
        onEnded() {
          if (context.store.reservations.get(sid)?.status === 'accepted') complete(context, sid)
        },
      })
    },
    call(reservation, params) {
      const { sid } = reservation
      const twimlUrl = urlParam(params, 'Call')
      const accepts = instructionParam(params, 'Call', 'Accept') === 'true'
      ringWorker(reservation, params, {
        instruction: 'Call',
        answer: { twimlUrl },
        onAnswered(callSid) {
          changeReservation(context, sid, { callSid })
          if (accepts) accept(context, sid)
          else ringing.resume(sid)
        },
        onEnded() {},
      })
    },
    redirect(reservation, params) {
      const url = urlParam(params, 'Redirect')
      const callSid =
        instructionParam(params, 'Redirect', 'CallSid') ?? callerOf(context, reservation)
      const accepts = instructionParam(params, 'Redirect', 'Accept') === 'true'
      // First accepted: a caller who leaves the queue unaccepted cancels the Task.
      if (accepts) accept(context, reservation.sid)
      if (voice.redirectCall(callSid, url)) return
      throw badRequest(`Call ${callSid} is not in-progress. Cannot redirect.`, 40136)
    },
  }
}

function callerOf(context: Context, { taskSid }: Reservation): string {
  const callSid = textOf(attributesOf(known(context.store.tasks, taskSid))['call_sid'])
  if (callSid !== undefined) return callSid
  throw badRequest(
    'The instruction can only be issued on a task that was created using the <Enqueue> TwiML verb.',
  )
}

function urlParam(params: Params, instruction: 'Call' | 'Redirect'): string {
  const url = instructionParam(params, instruction, 'Url')
  if (url !== undefined && URL.canParse(url)) return url
  throw badRequest(`Invalid parameter ${instruction}Url: not a URL`)
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
