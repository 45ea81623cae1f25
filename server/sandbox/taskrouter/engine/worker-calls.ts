import { badRequest } from '../../http/rest-error.ts'
import { known } from '../model/store.ts'
import { attributesOf, type Reservation } from '../model/work.ts'
import type { Params } from '../operations/params.ts'
import type { VoiceSide } from '../voice-side.ts'
import { textParam } from './conference-params.ts'
import type { Context } from './context.ts'
import { accept, complete, withdraw } from './outcomes.ts'
import type { Ringing } from './ringing.ts'

/** Instructions that call a Worker, or move the caller, without a Conference. They throw RestError when they cannot. */
export interface WorkerCalls {
  /**
   * Rings the Worker and connects the queued caller; the Reservation is accepted then, and completed when either hangs
   * up. Docs: taskrouter/handle-assignment-callbacks (Dequeue), api/errors/40138.
   */
  dequeue(reservation: Reservation, params: Params): void
  /**
   * Rings the Worker, whose call `CallUrl` conducts on answer. `CallAccept` accepts the Reservation at once.
   * Docs: taskrouter/handle-assignment-callbacks (Call).
   */
  call(reservation: Reservation, params: Params): void
  /**
   * Gives a call the TwiML at `RedirectUrl`. `RedirectAccept` accepts the Reservation.
   * Docs: taskrouter/handle-assignment-callbacks (Redirect).
   */
  redirect(reservation: Reservation, params: Params): void
}

export function createWorkerCalls(
  context: Context,
  voice: VoiceSide,
  ringing: Ringing,
): WorkerCalls {
  return {
    dequeue(reservation, params) {
      const { sid } = reservation
      const callSid = queuedCall(context, reservation)
      const worker = whomToCall(context, reservation, params, 'Dequeue')
      const postWork = textParam(params['DequeuePostWorkActivitySid']) ?? null
      ringing.start(reservation, postWork, (over) =>
        voice.dequeueCall({
          ...worker,
          callSid,
          onConnected: () => {
            if (over()) context.run(() => accept(context, sid))
          },
          onFailed: () => {
            if (over()) context.run(() => withdraw(context, sid))
          },
          onEnded: () => context.run(() => completeAccepted(context, sid)),
        }),
      )
    },
    call(reservation, params) {
      const { sid } = reservation
      const worker = whomToCall(context, reservation, params, 'Call')
      const url = required(params, 'CallUrl')
      if (worker.from === '') throw badRequest('Missing required parameter CallFrom')
      const request = { ...worker, url }
      if (isTrue(params['CallAccept'])) {
        accept(context, sid)
        voice.callWorker({ ...request, onAnswered() {}, onFailed() {} })
        return
      }
      ringing.start(reservation, null, (over) =>
        voice.callWorker({
          ...request,
          // The TwiML has the last word, or the Worker's own client.
          onAnswered: () => void over(),
          onFailed: () => {
            if (over()) context.run(() => withdraw(context, sid))
          },
        }),
      )
    },
    redirect(reservation, params) {
      const callSid = required(params, 'RedirectCallSid')
      const url = required(params, 'RedirectUrl')
      if (!voice.redirectCall(callSid, url)) {
        throw badRequest(`Redirect instruction: call ${callSid} is not in progress`)
      }
      // At once: a caller who leaves the queue takes along a Task that nobody has accepted.
      if (isTrue(params['RedirectAccept'])) accept(context, reservation.sid)
    },
  }
}

function completeAccepted(context: Context, sid: string): void {
  if (context.store.reservations.get(sid)?.status === 'accepted') complete(context, sid)
}

function queuedCall(context: Context, { taskSid }: Reservation): string {
  const callSid = textParam(attributesOf(known(context.store.tasks, taskSid))['call_sid'])
  if (callSid !== undefined) return callSid
  throw badRequest(
    'The dequeue instruction can only be issued on a task that was created using the <Enqueue> TwiML verb.',
  )
}

/** `CallTo`, `DequeueFrom`, …; the Worker's `contact_uri` unless told. */
function whomToCall(
  context: Context,
  { taskSid, workerSid }: Reservation,
  params: Params,
  prefix: 'Call' | 'Dequeue',
) {
  const worker = attributesOf(known(context.store.workers, workerSid))
  const task = attributesOf(known(context.store.tasks, taskSid))
  const to = textParam(params[`${prefix}To`]) ?? textParam(worker['contact_uri'])
  if (to === undefined) {
    throw badRequest(`${prefix} instruction: no 'to', and the worker has no contact_uri attribute`)
  }
  const from = textParam(params[`${prefix}From`])
  const fallback = prefix === 'Dequeue' ? (textParam(task['from']) ?? '') : ''
  return { to, from: from ?? fallback, options: callOptions(params, prefix) }
}

/** In the form names of the Call resource. */
function callOptions(
  params: Params,
  prefix: 'Call' | 'Dequeue',
): Record<string, string | readonly string[]> {
  const timeout = textParam(params[`${prefix}Timeout`])
  const callback = textParam(params[`${prefix}StatusCallbackUrl`])
  const events = params[`${prefix}StatusCallbackEvent`] ?? params[`${prefix}StatusCallbackEvents`]
  const wanted = Array.isArray(events) ? events.map(String) : textParam(events)
  return {
    ...(timeout === undefined ? {} : { Timeout: timeout }),
    ...(callback === undefined ? {} : { StatusCallback: callback }),
    ...(wanted === undefined ? {} : { StatusCallbackEvent: wanted }),
  }
}

function required(params: Params, name: string): string {
  const value = textParam(params[name])
  if (value === undefined) throw badRequest(`Missing required parameter ${name}`)
  return value
}

function isTrue(value: unknown): boolean {
  return textParam(value)?.toLowerCase() === 'true'
}
