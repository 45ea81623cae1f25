import { badRequest } from '../../http/rest-error.ts'
import { known } from '../model/store.ts'
import { attributesOf, type Reservation } from '../model/work.ts'
import type { Params } from '../operations/params.ts'
import type { VoiceSide } from '../voice-side.ts'
import { customerCallOf, participantOptions, textParam } from './conference-params.ts'
import type { Context } from './context.ts'

const NOT_PARTICIPANT = ['Supervisor', 'SupervisorMode']

/**
 * Rings a supervisor into the Conference of an accepted Reservation: `monitor` only hears, `barge` talks too. Whispering
 * to the Worker alone is not there. `Supervisor` is a Worker's SID or a contact URI.
 * Docs: taskrouter/api/reservations (Supervise).
 */
export function supervise(
  context: Context,
  voice: VoiceSide,
  reservation: Reservation,
  params: Params,
): void {
  const task = known(context.store.tasks, reservation.taskSid)
  if (reservation.status !== 'accepted' || customerCallOf(task) === undefined) {
    throw badRequest(`Reservation ${reservation.sid} has no conference to supervise`)
  }
  const mode = textParam(params['SupervisorMode']) ?? 'monitor'
  if (mode !== 'monitor' && mode !== 'barge') {
    throw badRequest(`SupervisorMode ${mode} is not supported`)
  }
  const options = participantOptions(params)
  for (const name of NOT_PARTICIPANT) delete options[name]
  voice.ringIntoConference({
    conference: task.sid,
    to: contactOf(context, textParam(params['Supervisor'])),
    from: textParam(params['From']) ?? textParam(attributesOf(task)['from']) ?? '',
    options: { ...options, Muted: String(mode === 'monitor'), Beep: 'false' },
    onAnswered() {},
    onFailed() {},
  })
}

function contactOf(context: Context, supervisor: string | undefined): string {
  if (supervisor === undefined) throw badRequest('Missing required parameter Supervisor')
  const worker = context.store.workers.get(supervisor)
  const contact = worker === undefined ? supervisor : textParam(attributesOf(worker)['contact_uri'])
  if (contact === undefined)
    throw badRequest(`Supervisor ${supervisor} has no contact_uri attribute`)
  return contact
}
