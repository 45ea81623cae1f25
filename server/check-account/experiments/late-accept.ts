import { answerInWords, askTwilio, StepFailure } from '../stage/ask-twilio.ts'
import type { Asked } from '../stage/ask-twilio.ts'
import { makeRouting } from '../stage/routing.ts'
import type { Routing } from '../stage/routing.ts'
import type { Stage } from '../stage/stage.ts'
import { defineExperiment, verdictOf } from '../experiment.ts'
import type { Finding } from '../experiment.ts'

export interface LateAccept {
  /** Of a Reservation that timed out a second before. */
  readonly late: Asked<unknown>
  /** Whether a Task with RoutingTarget and IgnoreCapacity is reserved while the Worker is out of routing after the time-out. */
  readonly reservedWhileOut: boolean
  /** The same Task or the next, when the Worker is available and has a call already. */
  readonly acceptedWhileFull: Asked<unknown>
}

const TIMEOUT_SECONDS = 5
const RESERVE_MS = 6000
const POLL_MS = 500

function createTask({ workspace, workflowSid, workerSid }: Routing, isDirect: boolean) {
  return workspace.tasks.create({
    workflowSid,
    taskChannel: 'voice',
    attributes: '{}',
    ...(isDirect ? { routingTarget: workerSid, ignoreCapacity: 'true' } : {}),
  })
}

/** The Reservation of a Task in this status; null when there is no such one in time. */
async function findReservation(
  stage: Stage,
  { workspace }: Routing,
  taskSid: string,
  status: 'pending' | 'timeout',
): Promise<string | null> {
  const deadline = stage.clock.now() + RESERVE_MS + TIMEOUT_SECONDS * 1000
  for (; stage.clock.now() < deadline; await stage.pause(POLL_MS)) {
    const found = await workspace.tasks(taskSid).reservations.list({ limit: 20 })
    const reservation = found.find((each) => each.reservationStatus === status)
    if (reservation !== undefined) return reservation.sid
  }
  return null
}

function accept({ workspace }: Routing, taskSid: string, reservationSid: string) {
  return askTwilio(() =>
    workspace.tasks(taskSid).reservations(reservationSid).update({ reservationStatus: 'accepted' }),
  )
}

async function routeDirectly(stage: Stage, routing: Routing) {
  const { sid } = await createTask(routing, true)
  return { sid, reservation: await findReservation(stage, routing, sid, 'pending') }
}

async function observe(stage: Stage, routing: Routing): Promise<LateAccept> {
  const first = await createTask(routing, false)
  const timedOut = await findReservation(stage, routing, first.sid, 'timeout')
  if (timedOut === null) throw new StepFailure('no Reservation has timed out')
  await stage.pause(1000)
  const late = await accept(routing, first.sid, timedOut)
  await askTwilio(() => routing.workspace.tasks(first.sid).remove())

  const out = await routeDirectly(stage, routing)
  if (out.reservation === null) await routing.setActivity('Available')
  const reservation = out.reservation ?? (await findReservation(stage, routing, out.sid, 'pending'))
  if (reservation === null) throw new StepFailure('a Task with RoutingTarget is not reserved')
  await accept(routing, out.sid, reservation)
  await routing.setActivity('Available')

  const full = await routeDirectly(stage, routing)
  if (full.reservation === null) {
    const failure = { status: null, code: null, message: 'not reserved while the Worker is full' }
    return {
      late,
      reservedWhileOut: out.reservation !== null,
      acceptedWhileFull: { ok: false, failure },
    }
  }
  const acceptedWhileFull = await accept(routing, full.sid, full.reservation)
  return { late, reservedWhileOut: out.reservation !== null, acceptedWhileFull }
}

export function judgeLateAccept(seen: LateAccept): Finding {
  const { late, reservedWhileOut, acceptedWhileFull } = seen
  const full = acceptedWhileFull.ok
    ? 'accepted'
    : `${answerInWords(acceptedWhileFull)} ${acceptedWhileFull.failure.message}`
  return {
    verdict: verdictOf(acceptedWhileFull.ok),
    saw: `accepted a second late: ${answerInWords(late)}; a Task for that Worker while out of routing: ${reservedWhileOut ? 'reserved' : 'waits until the Worker is available'}; while full: ${full}`,
  }
}

export const lateAccept = defineExperiment<LateAccept>({
  id: 'E14',
  question:
    'Can an agent who answered too late get the call by a Task of their own, also when they are full?',
  needs: { calls: 0, seconds: 45 },
  ifNot:
    'TaskRouter does not know that the agent talks, and can choose them for another call. The server then has to refuse those Reservations itself.',
  async observe(stage) {
    const routing = await makeRouting(stage.client, `${stage.runName}-routing`, TIMEOUT_SECONDS)
    try {
      return await observe(stage, routing)
    } finally {
      await routing.remove()
    }
  },
  judge: judgeLateAccept,
})
