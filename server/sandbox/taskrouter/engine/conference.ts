import { activeTransferOf, known, reservationsOfTask } from '../model/store.ts'
import type { Transfer } from '../model/transfer.ts'
import { attributesOf, isActive, type Reservation } from '../model/work.ts'
import type { Params } from '../operations/params.ts'
import type { VoiceSide } from '../voice-side.ts'
import { changeTask, moveTask } from './change.ts'
import {
  conferenceParties,
  customerCallOf,
  customerOptions,
  participantOptions,
  textParam,
  type ConferenceParties,
} from './conference-params.ts'
import type { Context } from './context.ts'
import { accept, withdraw, wrap } from './outcomes.ts'
import type { Ringing } from './ringing.ts'
import { completeTask } from './task-end.ts'
import { cancelTransfer } from './transfer-end.ts'

type Changes = Parameters<VoiceSide['updateParticipant']>[2]

/** The Conferences of Tasks, each named by its Task's SID. */
export interface Conferences {
  /**
   * Rings the Worker into the Conference that is named by the Task's SID; on answer the queued caller follows and the
   * Reservation is accepted. Docs: taskrouter/api/reservations#conference. While it rings the Reservation's time-out
   * waits; when it fails the Reservation is canceled and the Task waits again. Docs: support article "TaskRouter
   * Reservation Canceled Instead of Timing Out". Throws RestError for a Task without a queued call or nobody to ring.
   */
  start(reservation: Reservation, params: Params): void
  /** A transfer has begun: the customer is put on hold, and a cold transferor leaves. */
  handOver(transfer: Transfer): void
  /** False when the customer is in no Conference of this Task. */
  updateCustomer(taskSid: string, changes: Changes): boolean
  /** False when the Reservation's Worker is in no Conference. */
  updateWorker(reservationSid: string, changes: Changes): boolean
  /** Takes the Reservation's Worker out of the Conference. False when it is in none. */
  removeWorker(reservationSid: string): boolean
}

export function createConferences(
  context: Context,
  voice: VoiceSide,
  ringing: Ringing,
): Conferences {
  /** The Workers' calls by Reservation. */
  const legs = new Map<string, string>()
  const { store } = context

  context.onEvent((event) => {
    if (event.kind === 'reservation' && !isActive(event.reservation))
      legs.delete(event.reservation.sid)
  })

  function updateCustomer(taskSid: string, changes: Changes): boolean {
    const callSid = customerCallOf(known(store.tasks, taskSid))
    return callSid !== undefined && voice.updateParticipant(taskSid, callSid, changes)
  }

  function removeWorker(reservationSid: string): boolean {
    const callSid = legs.get(reservationSid)
    const { taskSid } = known(store.reservations, reservationSid)
    return callSid !== undefined && voice.removeParticipant(taskSid, callSid)
  }

  function joined(
    sid: string,
    party: ConferenceParties,
    workerCall: string,
    conferenceSid: string,
  ) {
    const { taskSid } = known(store.reservations, sid)
    legs.set(sid, workerCall)
    context.run(() => connect(context, sid, { ...party, workerCall, conferenceSid }))
    voice.onCallEnd(workerCall, () => context.run(() => leaveToOthers(context, sid)))
    voice.onConferenceEnd(taskSid, () => context.run(() => endConversation(context, sid)))
  }

  return {
    start(reservation, params) {
      const { sid, taskSid } = reservation
      const party = conferenceParties(context, reservation, params)
      const postWorkActivitySid = textParam(params['PostWorkActivitySid']) ?? null
      ringing.start(reservation, postWorkActivitySid, (over) =>
        voice.ringIntoConference({
          conference: taskSid,
          to: party.to,
          from: party.from,
          options: participantOptions(params),
          onAnswered(workerCall, conferenceSid) {
            if (!over()) return
            const there =
              party.customer === 'in-conference' ||
              voice.moveQueuedCall(party.callSid, taskSid, customerOptions(params))
            if (there) return joined(sid, party, workerCall, conferenceSid)
            voice.removeParticipant(taskSid, workerCall)
            context.run(() => withdraw(context, sid))
          },
          onFailed() {
            if (over()) context.run(() => withdraw(context, sid))
          },
        }),
      )
    },
    handOver({ taskSid, reservationSid, mode }) {
      updateCustomer(taskSid, { hold: { url: null, method: 'GET' } })
      if (mode === 'COLD') removeWorker(reservationSid)
    },
    updateCustomer,
    updateWorker(reservationSid, changes) {
      const callSid = legs.get(reservationSid)
      const { taskSid } = known(store.reservations, reservationSid)
      return callSid !== undefined && voice.updateParticipant(taskSid, callSid, changes)
    },
    removeWorker,
  }
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
  changeTask(context, taskSid, { attributes })
  accept(context, sid)
  context.emit({ kind: 'task', type: 'task.updated', task: known(context.store.tasks, taskSid) })
}

/** A Worker who leaves the conversation to another, as after a warm transfer, begins to wrap up. */
function leaveToOthers(context: Context, sid: string): void {
  const reservation = context.store.reservations.get(sid)
  if (reservation?.status !== 'accepted') return
  const others = reservationsOfTask(context.store, reservation.taskSid)
  if (others.some((each) => each.sid !== sid && each.status === 'accepted')) wrap(context, sid)
}

/** The Conference is over: a transfer is called off, and whoever talked wraps up. */
function endConversation(context: Context, sid: string): void {
  const reservation = context.store.reservations.get(sid)
  if (reservation === undefined) return
  const { taskSid } = reservation
  const transfer = activeTransferOf(context.store, taskSid)
  if (transfer !== null) cancelTransfer(context, transfer)
  if (known(context.store.reservations, sid).status === 'accepted') wrap(context, sid)
  if (transfer !== null) endAbandoned(context, taskSid)
}

/** The customer of a cold transfer has gone while nobody had taken it. */
function endAbandoned(context: Context, taskSid: string): void {
  if (known(context.store.tasks, taskSid).status !== 'pending') return
  const stillWrapping = reservationsOfTask(context.store, taskSid).some(isActive)
  if (stillWrapping) moveTask(context, taskSid, 'wrapping', null)
  else completeTask(context, taskSid, 'The customer left during a transfer')
}
