import { succeed, fail } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import type { TaskFacts, TwilioFailure, TwilioGateway } from '../../twilio/gateway.ts'
import { workspaceFacts } from '../fake-gateway.ts'
import type { Account, Reservation, Task } from './account.ts'
import type { Routing } from './routing.ts'
import type { Voice } from './voice.ts'

const no = (kind: 'gone' | 'refused', state?: string): TwilioFailure => ({
  kind,
  status: 400,
  code: null,
  message: kind,
  ...(state === undefined ? {} : { state }),
})
const gone = fail(no('gone'))

const OVER = new Set(['completed', 'rejected', 'timeout', 'canceled'])

const isOpen = (status: string): status is TaskFacts['status'] => !OVER.has(status)

type Some<Methods extends keyof TwilioGateway> = Pick<TwilioGateway, Methods>

/** The gateway to a Twilio in memory that does what it is asked, and tells of it. */
export function actingGateway(account: Account, voice: Voice, routing: Routing): TwilioGateway {
  return {
    ...calls(account, voice),
    ...recordings(account),
    ...reservations(account, routing),
    ...tasks(account, routing),
    ...workspace(account, routing),
  }
}

function calls(
  account: Account,
  voice: Voice,
): Some<
  | 'ring'
  | 'endCall'
  | 'redirectCall'
  | 'callStatus'
  | 'liveCalls'
  | 'endConference'
  | 'setHold'
  | 'setMuted'
  | 'announce'
  | 'findLeg'
  | 'participants'
> {
  const leg = <Value>(
    callSid: string,
    act: (found: NonNullable<ReturnType<Account['live']>>) => Value,
  ) => {
    const found = account.live(callSid)
    return found === undefined ? gone : succeed(act(found))
  }
  return {
    async ring({ to, label, conference, legStatusUrl, conferenceStatusUrl }) {
      const { sid, name } = conference
      if (sid !== null && account.conference(name)?.sid !== sid) return gone
      const made = voice.ring(to, label, name, legStatusUrl, conferenceStatusUrl)
      const conferenceSid = account.conference(name)?.sid ?? ''
      return succeed({ callSid: made.sid, conferenceSid })
    },
    endCall: async (callSid) => leg(callSid, (found) => (voice.end(found), null)),
    redirectCall: async (callSid, twiml) =>
      leg(callSid, (found) => (voice.follow(found, twiml), null)),
    async callStatus(callSid) {
      const found = account.legs.find(({ sid }) => sid === callSid)
      return found === undefined ? gone : succeed(found.status)
    },
    async liveCalls() {
      const live = account.legs.filter(({ status }) => status !== 'completed')
      return succeed(
        live.map(({ sid, to, label }) => {
          const direction = label === '' ? 'inbound' : 'outbound-api'
          const from = label === '' ? to : '+15005550006'
          return { callSid: sid, parentCallSid: null, direction, from, to, createdAt: 0 }
        }),
      )
    },
    async endConference(conferenceSid) {
      const room = account.conferences.find(({ sid, over }) => sid === conferenceSid && !over)
      if (room === undefined) return gone
      voice.endAll(room)
      return succeed(null)
    },
    setHold: async ({ callSid, hold }) =>
      leg(callSid, (found) => (voice.set(found, 'hold', hold), null)),
    setMuted: async ({ callSid, muted }) =>
      leg(callSid, (found) => (voice.set(found, 'muted', muted), null)),
    announce: async ({ callSid }) => leg(callSid, () => null),
    async findLeg({ conference: { name }, label }) {
      const found = account.legs.find(
        (each) => each.conference === name && each.label === label && each.status !== 'completed',
      )
      const conferenceSid = account.conference(name)?.sid ?? ''
      return succeed(found === undefined ? null : { callSid: found.sid, conferenceSid })
    },
    async participants({ name }) {
      const there = account.legs.filter(
        (each) => each.conference === name && each.status !== 'completed',
      )
      return succeed(
        there.map(({ sid, label, hold, muted, status }) => {
          return { callSid: sid, label, hold, muted, answered: status === 'in-progress' }
        }),
      )
    },
  }
}

function recordings(
  account: Account,
): Some<'recordings' | 'startRecording' | 'setRecording' | 'recordingStatus'> {
  const recording = (recordingSid: string, to?: string) => {
    const known = account.recordings.get(recordingSid)
    if (known === undefined || (to !== undefined && known.status === 'completed')) return gone
    if (to !== undefined) known.status = to
    return succeed({ recordingSid, status: known.status })
  }
  return {
    async recordings(callSid) {
      const all = [...account.recordings].filter(([, each]) => each.callSid === callSid)
      return succeed(all.map(([recordingSid, { status }]) => ({ recordingSid, status })))
    },
    async startRecording({ callSid }) {
      if (account.live(callSid) === undefined) return gone
      const recordingSid = account.sid('RE')
      account.recordings.set(recordingSid, { callSid, status: 'in-progress' })
      return succeed({ recordingSid, status: 'in-progress' })
    },
    setRecording: async ({ recordingSid, to }) => recording(recordingSid, to),
    recordingStatus: async ({ recordingSid }) => recording(recordingSid),
  }
}

function reservations(
  account: Account,
  routing: Routing,
): Some<'acceptReservation' | 'rejectReservation' | 'advanceReservation' | 'pendingReservations'> {
  const reserved = (
    ref: { readonly taskSid: string; readonly reservationSid: string },
    from: readonly string[],
    wanted: readonly string[],
    act: (task: Task, reservation: Reservation) => void,
  ): Result<null, TwilioFailure> => {
    const found = routing.find(ref)
    if (found === null) return gone
    const { task, reservation } = found
    if (wanted.includes(reservation.status)) return succeed(null)
    if (!from.includes(reservation.status)) {
      const { status } = reservation
      return fail(OVER.has(status) ? no('gone', status) : no('refused'))
    }
    act(task, reservation)
    return succeed(null)
  }
  return {
    acceptReservation: async (ref) =>
      reserved(ref, ['pending'], ['accepted'], (...both) => routing.accept(...both)),
    rejectReservation: async (ref, activitySid) =>
      reserved(ref, ['pending'], ['rejected'], (...both) => routing.reject(...both, activitySid)),
    advanceReservation: async (ref, to) => {
      const wanted = to === 'wrapping' ? ['wrapping', 'completed'] : ['completed']
      return reserved(ref, ['accepted', 'wrapping'], wanted, (...both) =>
        routing.advance(...both, to),
      )
    },
    async pendingReservations(taskSid) {
      const task = account.tasks.find(({ sid }) => sid === taskSid)
      const pending = task?.reservations.filter(({ status }) => status === 'pending') ?? []
      return succeed(
        pending.map(({ sid: reservationSid, workerSid }) => {
          const found = account.workers.find((worker) => worker.sid === workerSid)
          return { reservationSid, workerSid, workerAttributes: found?.attributes ?? '{}' }
        }),
      )
    },
  }
}

function tasks(
  account: Account,
  routing: Routing,
): Some<
  'createTask' | 'createQueueTask' | 'findTask' | 'cancelTask' | 'openTasks' | 'completeTask'
> {
  return {
    createTask: async ({ workerSid, attributes }) =>
      succeed({ taskSid: routing.create(workerSid, attributes).sid }),
    createQueueTask: async ({ attributes }) =>
      succeed({ taskSid: routing.create(null, attributes).sid }),
    async findTask(attributes) {
      const found = account.tasks.find(
        (task) =>
          !OVER.has(task.status) &&
          Object.entries(attributes).every(([name, value]) => task.attributes[name] === value),
      )
      return succeed(found === undefined ? null : { taskSid: found.sid })
    },
    async cancelTask(taskSid) {
      const task = account.tasks.find(({ sid }) => sid === taskSid)
      if (task === undefined || task.status === 'completed') return gone
      if (task.status === 'canceled') return succeed(null)
      if (task.status !== 'pending' && task.status !== 'reserved') return fail(no('refused'))
      routing.cancel(task)
      return succeed(null)
    },
    async openTasks() {
      const open = account.tasks.flatMap(({ sid: taskSid, status, attributes, since }) => {
        if (!isOpen(status)) return []
        const ageSeconds = Math.floor((account.clock.now() - since) / 1000)
        return [{ taskSid, status, ageSeconds, attributes: JSON.stringify(attributes) }]
      })
      return succeed({ tasks: open, whole: true })
    },
    async completeTask(taskSid) {
      const task = account.tasks.find(({ sid }) => sid === taskSid)
      if (task === undefined || task.status === 'canceled') return gone
      if (task.status === 'completed') return succeed(null)
      if (task.status !== 'assigned' && task.status !== 'wrapping') return fail(no('refused'))
      routing.complete(task)
      return succeed(null)
    },
  }
}

function workspace(
  account: Account,
  routing: Routing,
): Some<
  | 'workspace'
  | 'ensureWorker'
  | 'worker'
  | 'describeWorker'
  | 'setVoiceCapacity'
  | 'workers'
  | 'queues'
  | 'workerActivity'
  | 'setActivity'
  | 'provision'
> {
  const worker = (workerSid: string) => account.workers.find(({ sid }) => sid === workerSid)
  return {
    workspace: async () => succeed(workspaceFacts),
    async ensureWorker(identity, given) {
      const known = account.workers.find((each) => each.identity === identity)
      if (known !== undefined)
        return succeed({ workerSid: known.sid, attributes: known.attributes })
      const sid = account.sid('WK')
      const attributes = JSON.stringify(given)
      account.workers.push({ sid, identity, attributes, activitySid: 'WA-offline', changes: 0 })
      return succeed({ workerSid: sid, attributes })
    },
    async worker(workerSid) {
      const found = worker(workerSid)
      if (found === undefined) return gone
      return succeed({ friendlyName: found.identity, attributes: found.attributes })
    },
    async describeWorker(workerSid, { attributes }) {
      const found = worker(workerSid)
      if (found === undefined) return gone
      found.attributes = attributes
      return succeed(null)
    },
    setVoiceCapacity: async () => succeed(null),
    workers: async () =>
      succeed(
        account.workers.map(({ identity, activitySid }) => {
          const available = activitySid === 'WA-available'
          return { friendlyName: identity, activityName: activitySid, available }
        }),
      ),
    queues: async () => succeed([]),
    async workerActivity(workerSid) {
      const found = worker(workerSid)
      if (found === undefined) return gone
      const { activitySid, changes } = found
      return succeed({
        activitySid,
        available: activitySid === 'WA-available',
        changedAt: `${changes}`,
      })
    },
    async setActivity(workerSid, activitySid) {
      routing.move(workerSid, activitySid)
      return succeed({ changedAt: `${worker(workerSid)?.changes ?? 0}` })
    },
    provision: async () => succeed(null),
  }
}
