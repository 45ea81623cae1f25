import { badRequest } from '../../http/rest-error.ts'
import type { Params } from '../operations/params.ts'
import { recordOf, reservationsOfTask } from '../model/store.ts'
import { attributesOf, type Reservation, type Task } from '../model/work.ts'
import type { ParticipantChanges, VoiceSide } from '../voice-side.ts'
import type { Context } from '../engine/context.ts'
import { textOf } from './instruction-params.ts'
import { contactOf, customerCallOf } from './parties.ts'

/** Who is in a Task's Conference, as the Worker SDK changes them. Docs: twilio-taskrouter.js. */
export interface Participants {
  /** Task#updateParticipant: the customer's hold. */
  changeCustomer(task: Task, params: Params): void
  /** Reservation#updateParticipant: the Worker's own end-on-exit, mute and beep. */
  changeWorker(reservation: Reservation, params: Params): void
  /** Task#hold: another Worker's hold. */
  holdWorker(task: Task, workerSid: string, params: Params): void
  /** Task#kick: takes another Worker out. */
  kickWorker(task: Task, workerSid: string): void
  /** Supervisor#monitor: rings a supervisor into the Conference. Docs: taskrouter/api/reservations (Supervisor). */
  supervise(reservation: Reservation, params: Params): void
  /** What a transfer does: the customer is put on hold; a cold one also takes the Worker out. */
  beginTransfer(reservation: Reservation, mode: 'WARM' | 'COLD'): void
}

export function createParticipants(context: Context, voice: VoiceSide): Participants {
  function change(task: Task, callSid: string | null, changes: ParticipantChanges): void {
    if (callSid === null || !voice.updateParticipant(task.sid, callSid, changes)) {
      throw badRequest(`Task ${task.sid} has no such participant in a conference`)
    }
  }

  function workerCall(task: Task, workerSid: string): string | null {
    const found = reservationsOfTask(context.store, task.sid).findLast(
      (each) => each.workerSid === workerSid && each.callSid !== null,
    )
    return found?.callSid ?? null
  }

  return {
    changeCustomer: (task, params) => change(task, customerCallOf(task), holdOf(params)),
    changeWorker(reservation, params) {
      const task = recordOf(context.store.tasks, reservation.taskSid)
      const [muted, beepOnExit] = [flagOf(params['Mute']), flagOf(params['BeepOnExit'])]
      const endConferenceOnExit = flagOf(params['EndConferenceOnExit'])
      change(task, reservation.callSid, {
        ...(muted === undefined ? {} : { muted }),
        ...(beepOnExit === undefined ? {} : { beepOnExit }),
        ...(endConferenceOnExit === undefined ? {} : { endConferenceOnExit }),
      })
    },
    holdWorker: (task, sid, params) => change(task, workerCall(task, sid), holdOf(params)),
    kickWorker(task, workerSid) {
      const callSid = workerCall(task, workerSid)
      if (callSid === null || !voice.removeParticipant(task.sid, callSid)) {
        throw badRequest(`Worker ${workerSid} does not have task ${task.sid} in a conference`)
      }
    },
    supervise(reservation, params) {
      const { taskSid, callSid } = reservation
      if (reservation.status !== 'accepted' || callSid === null) {
        throw badRequest(`Reservation ${reservation.sid} has no conference to supervise`)
      }
      const task = attributesOf(recordOf(context.store.tasks, taskSid))
      const supervisor = textOf(params['Supervisor']) ?? ''
      const isWorker = context.store.workers.has(supervisor)
      const to = textOf(params['To']) ?? (isWorker ? contactOf(context, supervisor) : supervisor)
      if (to === undefined || to === '') throw badRequest('Supervisor has no contact_uri attribute')
      const from = textOf(params['From'])
      if (from !== undefined && voice.callerFault(to, from) !== null) {
        throw badRequest(`Invalid parameter From: ${from} cannot be the caller`)
      }
      voice.ringIntoConference({
        conference: taskSid,
        to,
        from: from ?? textOf(task['from']) ?? '',
        options: supervisorOptions(textOf(params['SupervisorMode']) ?? 'monitor', callSid),
        onAnswered() {},
        onFailed() {},
      })
    },
    beginTransfer({ taskSid, callSid }, mode) {
      const customer = customerCallOf(recordOf(context.store.tasks, taskSid))
      if (customer !== null) voice.updateParticipant(taskSid, customer, { hold: DEFAULT_HOLD })
      if (mode === 'WARM' || callSid === null) return
      // A Worker who is taken out by a transfer must not end the Conference for the customer.
      voice.updateParticipant(taskSid, callSid, { endConferenceOnExit: false })
      voice.removeParticipant(taskSid, callSid)
    },
  }
}

const DEFAULT_HOLD = { url: null, method: 'GET' } as const

/** Docs: taskrouter/api/reservations (SupervisorMode). */
function supervisorOptions(mode: string, workerCall: string): Record<string, string> {
  const options = { EndConferenceOnExit: 'false', Beep: 'false', Muted: 'false' }
  if (mode === 'barge') return options
  if (mode === 'whisper') return { ...options, Coaching: 'true', CallSidToCoach: workerCall }
  if (mode === 'monitor') return { ...options, Muted: 'true' }
  throw badRequest(`Invalid parameter SupervisorMode: ${mode}`)
}

function holdOf(params: Params): ParticipantChanges {
  const hold = flagOf(params['Hold'])
  if (hold === undefined) return {}
  const method = textOf(params['HoldMethod'])?.toUpperCase() === 'POST' ? 'POST' : 'GET'
  return { hold: hold ? { url: textOf(params['HoldUrl']) ?? null, method } : null }
}

function flagOf(value: unknown): boolean | undefined {
  const text = textOf(value)?.toLowerCase()
  return text === 'true' || text === 'false' ? text === 'true' : undefined
}
