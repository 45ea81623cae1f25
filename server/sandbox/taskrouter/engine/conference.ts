import { badRequest } from '../../http/rest-error.ts'
import type { Params } from '../operations/params.ts'
import { known } from '../model/store.ts'
import { attributesOf, type Reservation } from '../model/work.ts'
import type { VoiceSide } from '../voice-side.ts'
import { changeReservation, changeTask } from './change.ts'
import type { Context } from './context.ts'
import { accept, withdraw, wrap } from './outcomes.ts'

/** Parameters that are about the Reservation or the customer, not about the Worker's Participant. */
const NOT_PARTICIPANT = new Set([
  'Instruction',
  'ReservationStatus',
  'To',
  'From',
  'PostWorkActivitySid',
  'WorkerActivitySid',
  'EndConferenceOnCustomerExit',
  'BeepOnCustomerEntrance',
])

export interface Conferences {
  /**
   * Rings the Worker into the Conference that is named by the Task's SID; on answer the queued caller follows and the
   * Reservation is accepted. Docs: taskrouter/api/reservations#conference. While it rings the Reservation's time-out
   * waits; when it fails the Reservation is canceled and the Task waits again. Docs: support article "TaskRouter
   * Reservation Canceled Instead of Timing Out". Throws RestError for a Task without a queued call or nobody to ring.
   */
  start(reservation: Reservation, params: Params): void
}

export function createConferences(context: Context, voice: VoiceSide): Conferences {
  const ringing = new Map<string, { cancel(): void }>()

  // Whatever ends the Reservation ends the ringing too.
  context.onEvent((event) => {
    if (event.kind !== 'reservation' || event.reservation.status === 'pending') return
    const ring = ringing.get(event.reservation.sid)
    ringing.delete(event.reservation.sid)
    ring?.cancel()
  })

  return {
    start(reservation, params) {
      const { sid, taskSid } = reservation
      const parties = partiesOf(context, reservation, params)
      const postWorkActivitySid = textOf(params['PostWorkActivitySid']) ?? null
      changeReservation(context, sid, { onHold: true, postWorkActivitySid })
      context.timers.stop(`reservation:${sid}`)
      const placeholder = { cancel() {} }
      ringing.set(sid, placeholder)
      const ring = voice.ringIntoConference({
        conference: taskSid,
        to: parties.to,
        from: parties.from,
        options: participantOptions(params),
        onAnswered(workerCall, conferenceSid) {
          if (ringing.delete(sid)) answered({ ...parties, workerCall, conferenceSid })
        },
        onFailed() {
          if (ringing.delete(sid)) context.run(() => withdraw(context, sid))
        },
      })
      if (ringing.get(sid) === placeholder) ringing.set(sid, ring)

      function answered(party: typeof parties & { workerCall: string; conferenceSid: string }) {
        const moved = voice.moveQueuedCall(party.callSid, taskSid, customerOptions(params))
        if (!moved) ring.cancel()
        context.run(() => {
          if (moved) connect(context, sid, party)
          else withdraw(context, sid)
        })
        if (moved) {
          voice.onConferenceEnd(taskSid, () => context.run(() => wrapIfAccepted(context, sid)))
        }
      }
    },
  }
}

function partiesOf(
  context: Context,
  reservation: Reservation,
  params: Params,
): { readonly callSid: string; readonly to: string; readonly from: string } {
  const task = attributesOf(known(context.store.tasks, reservation.taskSid))
  const worker = attributesOf(known(context.store.workers, reservation.workerSid))
  const callSid = textOf(task['call_sid'])
  if (callSid === undefined) {
    throw badRequest(
      'The conference instruction can only be issued on a task that was created using the <Enqueue> TwiML verb.',
    )
  }
  const to = textOf(params['To']) ?? textOf(worker['contact_uri'])
  if (to === undefined) {
    throw badRequest("Conference instruction: no 'to', and the worker has no contact_uri attribute")
  }
  return { callSid, to, from: textOf(params['From']) ?? textOf(task['from']) ?? '' }
}

/** Accepts, and leaves what the Conference is called and who is in it in the Task's attributes. */
function connect(
  context: Context,
  sid: string,
  party: { callSid: string; workerCall: string; conferenceSid: string },
): void {
  const { taskSid } = known(context.store.reservations, sid)
  const task = known(context.store.tasks, taskSid)
  const conference = {
    sid: party.conferenceSid,
    participants: { worker: party.workerCall, customer: party.callSid },
  }
  const attributes = JSON.stringify({ ...attributesOf(task), conference })
  const updated = changeTask(context, taskSid, { attributes })
  accept(context, sid)
  context.emit({
    kind: 'task',
    type: 'task.updated',
    task: known(context.store.tasks, updated.sid),
  })
}

function wrapIfAccepted(context: Context, sid: string): void {
  if (context.store.reservations.get(sid)?.status === 'accepted') wrap(context, sid)
}

function participantOptions(params: Params): Record<string, string | readonly string[]> {
  const options: Record<string, string | readonly string[]> = {}
  for (const [key, value] of Object.entries(params)) {
    if (NOT_PARTICIPANT.has(key) || value === undefined || value === null) continue
    options[key] = Array.isArray(value) ? value.map(String) : String(value)
  }
  return options
}

function customerOptions(params: Params): Record<string, string> {
  const end = textOf(params['EndConferenceOnCustomerExit'])
  const beep = textOf(params['BeepOnCustomerEntrance'])
  return {
    ...(end === undefined ? {} : { EndConferenceOnExit: end }),
    ...(beep === undefined ? {} : { Beep: beep }),
  }
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}
