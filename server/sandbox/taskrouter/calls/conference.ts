import type { Params } from '../operations/params.ts'
import { activeTransferOf, recordOf } from '../model/store.ts'
import { attributesOf, type Reservation } from '../model/work.ts'
import type { VoiceSide } from '../voice-side.ts'
import { changeReservation, changeTask } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { CONFERENCE_CODES } from './instruction-codes.ts'
import { participantOptions, textOf } from './instruction-params.ts'
import { accept, cancelReservation, wrap } from '../engine/outcomes.ts'
import {
  customerOf,
  objectOf,
  participantsOf,
  partiesOf,
  refuseCall,
  type Customer,
} from './parties.ts'
import type { Ringing } from './ringing.ts'
import { cancelTransfer } from '../engine/transfers.ts'

/** Docs: api/errors/13223. */
const INVALID_NUMBER = 13223
/** Docs: api/errors/21212, 21210. */
const CALLER_CODES = { invalid: 21212, unverified: 21210 }
const CALLABLE = /^(?:\+[1-9]\d{1,14}|client:.+)$/

export interface Conferences {
  /**
   * Rings the Worker into the Conference that is named by the Task's SID; on answer the customer follows and the
   * Reservation is accepted: who waits in the queue is moved, who is to be called is called, and who is there already
   * stays as it is. Docs: taskrouter/api/reservations#conference. While it rings the Reservation's time-out waits; when
   * it fails the Reservation is canceled and the Task waits again. Docs: support article "TaskRouter Reservation
   * Canceled Instead of Timing Out". Throws RestError for a Task without a customer or nobody to ring.
   */
  start(reservation: Reservation, params: Params): void
}

export function createConferences(
  context: Context,
  voice: VoiceSide,
  ringing: Ringing,
): Conferences {
  return {
    start(reservation, params) {
      const { sid, taskSid } = reservation
      const customer = customerOf(context, reservation)
      const given = { To: params['To'], From: params['From'] }
      const { to, from, refused } = partiesOf(context, voice, reservation, given, {
        from: CONFERENCE_CODES.from,
      })
      const postWorkActivitySid = textOf(params['PostWorkActivitySid']) ?? null
      if (customer.kind === 'outbound' && !CALLABLE.test(customer.to)) {
        cancelReservation(context, sid, INVALID_NUMBER)
        return
      }
      if (customer.kind === 'outbound') {
        const fault = voice.callerFault(customer.to, customer.from)
        if (fault !== null) return cancelReservation(context, sid, CALLER_CODES[fault])
      }
      const ring = refused ? refuseCall : voice.ringIntoConference
      ringing.start(sid, postWorkActivitySid, (settle) =>
        ring({
          conference: taskSid,
          to,
          from,
          options: participantOptions(params),
          onAnswered(workerCall, conferenceSid) {
            if (settle()) onAnswered(workerCall, conferenceSid)
          },
          onFailed(reason) {
            if (!settle()) return
            if (reason === 'failed') {
              const message = `Conference instruction: the call to ${to} failed`
              context.notices.note({ level: 'error', code: CONFERENCE_CODES.failed, message })
            }
            context.run(() => cancelReservation(context, sid))
          },
        }),
      )

      function onAnswered(workerCall: string, conferenceSid: string) {
        const there = bringCustomer(customer)
        if (!there) {
          voice.removeParticipant(taskSid, workerCall)
          const message = 'Conference instruction: the original caller has hung up'
          context.notices.note({ level: 'error', code: CONFERENCE_CODES.callerGone, message })
        }
        context.run(() => {
          if (there) connect(context, sid, { customer, workerCall, conferenceSid })
          else cancelReservation(context, sid)
        })
        if (!there) return
        voice.onCallEnd(workerCall, () => context.run(() => wrapIfAccepted(context, sid)))
        voice.onConferenceEnd(taskSid, () => context.run(() => onConferenceEnd(context, sid)))
      }

      function bringCustomer(who: Customer): boolean {
        if (who.kind === 'joined') return true
        const options = customerOptions(params)
        if (who.kind === 'queued') return voice.moveQueuedCall(who.callSid, taskSid, options)
        voice.ringIntoConference({
          conference: taskSid,
          to: who.to,
          from: who.from,
          options,
          onAnswered: (callSid) => context.run(() => noteCustomer(context, taskSid, callSid)),
          // The Worker is alone in the Conference, hears that the call failed, and leaves.
          onFailed() {},
        })
        return true
      }
    },
  }
}

/** Accepts, and leaves what the Conference is called and who is in it in the Task's attributes. */
function connect(
  context: Context,
  sid: string,
  party: { customer: Customer; workerCall: string; conferenceSid: string },
): void {
  const { taskSid } = changeReservation(context, sid, { callSid: party.workerCall })
  const attributes = attributesOf(recordOf(context.store.tasks, taskSid))
  const { customer, workerCall: worker } = party
  const conference = {
    sid: party.conferenceSid,
    participants: {
      ...participantsOf(attributes),
      worker,
      ...(customer.kind === 'outbound' ? {} : { customer: customer.callSid }),
    },
  }
  changeTask(context, taskSid, { attributes: JSON.stringify({ ...attributes, conference }) })
  accept(context, sid)
  context.emit({
    kind: 'task',
    type: 'task.updated',
    task: recordOf(context.store.tasks, taskSid),
  })
}

/** The customer of an outbound Task has answered. */
function noteCustomer(context: Context, taskSid: string, customer: string): void {
  const before = context.store.tasks.get(taskSid)
  if (before === undefined) return
  const attributes = attributesOf(before)
  const conference = {
    ...objectOf(attributes['conference']),
    participants: { ...participantsOf(attributes), customer },
  }
  const changed = JSON.stringify({ ...attributes, conference })
  const task = changeTask(context, taskSid, { attributes: changed })
  context.emit({ kind: 'task', type: 'task.updated', task })
}

/** Everybody has left the Conference: a pending transfer has no customer any longer. */
function onConferenceEnd(context: Context, sid: string): void {
  const taskSid = context.store.reservations.get(sid)?.taskSid
  const transfer = taskSid === undefined ? null : activeTransferOf(context.store, taskSid)
  if (transfer !== null) cancelTransfer(context, transfer)
  wrapIfAccepted(context, sid)
}

function wrapIfAccepted(context: Context, sid: string): void {
  if (context.store.reservations.get(sid)?.status === 'accepted') wrap(context, sid)
}

function customerOptions(params: Params): Record<string, string> {
  const end = textOf(params['EndConferenceOnCustomerExit'])
  const beep = textOf(params['BeepOnCustomerEntrance'])
  return {
    ...(end === undefined ? {} : { EndConferenceOnExit: end }),
    ...(beep === undefined ? {} : { Beep: beep }),
  }
}
