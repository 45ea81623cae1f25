import { badRequest } from '../../http/rest-error.ts'
import type { Params } from '../operations/params.ts'
import { recordOf } from '../model/store.ts'
import type { Reservation } from '../model/work.ts'
import type { VoiceSide } from '../voice-side.ts'
import { changeReservation } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { CALL_CODES, DEQUEUE_CODES, REDIRECT_CODES } from './instruction-codes.ts'
import { instructionParam } from './instruction-params.ts'
import { queuedCallOf } from './parties.ts'
import { accept, complete } from '../engine/outcomes.ts'
import type { Ringing } from './ringing.ts'
import { createWorkerRing } from './worker-ring.ts'

/** The instructions that make calls without a Conference. Docs: taskrouter/handle-assignment-callbacks. */
export interface CallInstructions {
  /** Rings the Worker and, on answer, connects it to the waiting caller. The Task ends with their call. */
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
  const ringWorker = createWorkerRing(context, voice, ringing)
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
      if (instructionParam(params, 'Call', 'From') === undefined) {
        throw badRequest('Missing required parameter CallFrom')
      }
      ringWorker(reservation, params, {
        instruction: 'Call',
        answer: { twimlUrl },
        onAnswered(callSid) {
          changeReservation(context, sid, { callSid })
          ringing.resume(sid)
        },
        onEnded() {},
      })
      if (instructionParam(params, 'Call', 'Accept') !== 'true') return
      ringing.release(sid)
      accept(context, sid)
    },
    redirect(reservation, params) {
      const url = urlParam(params, 'Redirect')
      const callSid = instructionParam(params, 'Redirect', 'CallSid')
      if (callSid === undefined) {
        throw badRequest('Missing required parameter RedirectCallSid', REDIRECT_CODES.callSid)
      }
      const accepts = instructionParam(params, 'Redirect', 'Accept') === 'true'
      if (!voice.redirectCall(callSid, url)) {
        throw badRequest(`Call ${callSid} is not in progress`, REDIRECT_CODES.failed)
      }
      // At once: when a caller leaves the queue, a Task that nobody has accepted is canceled.
      if (accepts) accept(context, reservation.sid)
    },
  }
}

function callerOf(context: Context, { taskSid }: Reservation): string {
  const callSid = queuedCallOf(recordOf(context.store.tasks, taskSid))
  if (callSid !== null) return callSid
  throw badRequest(
    'The instruction can only be issued on a task that was created using the <Enqueue> TwiML verb.',
    DEQUEUE_CODES.callSid,
  )
}

function urlParam(params: Params, instruction: 'Call' | 'Redirect'): string {
  const url = instructionParam(params, instruction, 'Url')
  if (url !== undefined && URL.canParse(url)) return url
  const { url: code } = instruction === 'Call' ? CALL_CODES : REDIRECT_CODES
  throw badRequest(`Invalid parameter ${instruction}Url: not a URL`, code)
}
