import { succeed, fail } from '../contract/result.ts'
import type {
  Answer,
  LiveCall,
  Participant,
  QueueFacts,
  TaskFacts,
  TwilioFailure,
  TwilioGateway,
  WorkerDescription,
  WorkerFacts,
  WorkspaceFacts,
} from '../twilio/gateway.ts'

export interface FakeGateway extends TwilioGateway {
  /** Every request so far: the method's name and its arguments. */
  readonly requests: readonly (readonly [string, ...unknown[]])[]
  /** From now on this request fails in this way; null fixes it. */
  fail(method: keyof TwilioGateway, failure: TwilioFailure | null): void
  /** What Twilio would say of the Conference and of the customer's call. */
  say(facts: {
    participants?: readonly Participant[]
    callStatus?: string
    recordingStatus?: string
    liveCalls?: readonly LiveCall[]
    available?: boolean
    /** Chosen by the agent or by somebody else. */
    activitySid?: string
    workers?: readonly WorkerFacts[]
    queues?: readonly QueueFacts[]
    /** The Tasks that are not over. */
    tasks?: readonly TaskFacts[]
  }): void
  of(method: keyof TwilioGateway): readonly unknown[]
  /** Somebody else has written this Worker. */
  rewriteWorker(workerSid: string, change: Partial<WorkerDescription>): void
}

export const unreachable: TwilioFailure = {
  kind: 'unavailable',
  status: null,
  message: 'no answer',
  retryAfterMs: null,
}
export const gone: TwilioFailure = { kind: 'gone', status: 404, code: 20404, message: 'not found' }
export const refused: TwilioFailure = { kind: 'refused', status: 400, code: null, message: 'no' }

export const workspaceFacts: WorkspaceFacts = {
  offlineActivitySid: 'WA-offline',
  timeoutActivitySid: 'WA-timeout',
  availableActivitySid: 'WA-available',
  queueNames: new Map([['WQ1', 'Support']]),
  reservationTimeout: 120,
}

/** Twilio in memory: it records what it was asked and answers as told. Nothing happens by itself. */
export function fakeGateway(): FakeGateway {
  const requests: (readonly [string, ...unknown[]])[] = []
  const failures = new Map<string, TwilioFailure>()
  const workers = new Map<string, WorkerDescription>()
  let legs = 0
  let facts = {
    participants: [] as readonly Participant[],
    callStatus: 'in-progress',
    recordingStatus: 'in-progress',
    liveCalls: [] as readonly LiveCall[],
    available: true,
    activitySid: 'WA-available',
    activityChanges: 0,
    workers: [] as readonly WorkerFacts[],
    queues: [] as readonly QueueFacts[],
    tasks: [] as readonly TaskFacts[],
  }
  async function take<Value>(method: string, argument: unknown, value: Value) {
    requests.push([method, argument])
    return failures.has(method) ? fail(failures.get(method) ?? unreachable) : succeed(value)
  }
  return {
    requests,
    fail(method, failure) {
      if (failure === null) failures.delete(method)
      else failures.set(method, failure)
    },
    say(told) {
      facts = { ...withActivity(facts, told.activitySid ?? facts.activitySid), ...told }
    },
    rewriteWorker(workerSid, change) {
      const before = workers.get(workerSid) ?? { friendlyName: '', attributes: '{}' }
      workers.set(workerSid, { ...before, ...change })
    },
    of: (method) => requests.filter(([name]) => name === method).map(([, argument]) => argument),
    ring: (request) => {
      legs += 1
      return take('ring', request, { callSid: `CA-leg-${legs}`, conferenceSid: 'CF1' })
    },
    endCall: (callSid) => take('endCall', callSid, null),
    redirectCall: (callSid, twiml) => take('redirectCall', { callSid, twiml }, null),
    liveCalls: () => take('liveCalls', null, facts.liveCalls),
    callStatus: (callSid) => take('callStatus', callSid, facts.callStatus),
    endConference: (conferenceSid) => take('endConference', conferenceSid, null),
    setHold: (request) => take('setHold', request, null),
    setMuted: (request) => take('setMuted', request, null),
    announce: (request) => take('announce', request, null),
    findLeg: (leg) => take('findLeg', leg, legIn(facts.participants, leg.label)),
    participants: (conference) => take('participants', conference, facts.participants),
    ...recordingRequests(take, () => facts),
    acceptReservation: (reservation) => take('acceptReservation', reservation, null),
    rejectReservation: ({ taskSid, reservationSid }, activitySid) =>
      take('rejectReservation', { taskSid, reservationSid, activitySid }, null),
    advanceReservation: ({ taskSid, reservationSid }, to) =>
      take('advanceReservation', { taskSid, reservationSid, to }, null),
    ...taskRequests(take, () => facts.tasks),
    workspace: () => take('workspace', null, workspaceFacts),
    ...workerRequests(take, workers),
    setVoiceCapacity: (workerSid, capacity) =>
      take('setVoiceCapacity', { workerSid, capacity }, null),
    workers: () => take('workers', null, facts.workers),
    queues: () => take('queues', null, facts.queues),
    workerActivity: (sid) => take('workerActivity', sid, activityOf(facts)),
    setActivity: async (workerSid, activitySid) => {
      const taken = await take('setActivity', { workerSid, activitySid }, null)
      if (!taken.ok) return taken
      facts = withActivity(facts, activitySid)
      return succeed(changeOf(facts))
    },
    provision: (urls) => take('provision', urls, null),
  }
}

type Take = <Value>(method: string, argument: unknown, value: Value) => Answer<Value>

function recordingRequests(
  take: Take,
  facts: () => { readonly recordingStatus: string },
): Pick<TwilioGateway, 'recordings' | 'startRecording' | 'setRecording' | 'recordingStatus'> {
  let recordings = 0
  return {
    recordings: (callSid) => take('recordings', callSid, []),
    startRecording: (request) => {
      recordings += 1
      const recordingSid = `RE${recordings}`
      return take('startRecording', request, { recordingSid, status: 'in-progress' })
    },
    setRecording: (request) => {
      const { recordingSid, to } = request
      return take('setRecording', request, { recordingSid, status: to })
    },
    recordingStatus: (request) => {
      const { recordingSid } = request
      return take('recordingStatus', request, { recordingSid, status: facts().recordingStatus })
    },
  }
}

/** Workers that are there, and described as they were last. */
function workerRequests(
  take: Take,
  workers: Map<string, WorkerDescription>,
): Pick<TwilioGateway, 'ensureWorker' | 'worker' | 'describeWorker'> {
  return {
    ensureWorker: (name, attributes) => {
      const json = JSON.stringify(attributes)
      workers.set(`WK-${name}`, { friendlyName: name, attributes: json })
      return take('ensureWorker', name, { workerSid: `WK-${name}`, attributes: json })
    },
    worker: (workerSid) =>
      take('worker', workerSid, workers.get(workerSid) ?? { friendlyName: '', attributes: '{}' }),
    describeWorker: async (workerSid, description) => {
      const taken = await take('describeWorker', { workerSid, ...description }, null)
      if (taken.ok) workers.set(workerSid, description)
      return taken
    },
  }
}

function taskRequests(take: Take, tasks: () => readonly TaskFacts[]) {
  /** How many Tasks each call had in queues. */
  const queuings = new Map<string, number>()
  return {
    createTask: (request) => take('createTask', request, { taskSid: 'WT-out' }),
    createQueueTask: (request) => {
      const callId = String(request.attributes['call_id'])
      const queuing = (queuings.get(callId) ?? 0) + 1
      queuings.set(callId, queuing)
      return take('createQueueTask', request, { taskSid: `WT-${callId}-${queuing}` })
    },
    pendingReservations: (taskSid) => take('pendingReservations', taskSid, []),
    findTask: (attributes) => take('findTask', attributes, null),
    cancelTask: (taskSid) => take('cancelTask', taskSid, null),
    completeTask: (taskSid) => take('completeTask', taskSid, null),
    openTasks: () => take('openTasks', null, { tasks: tasks(), whole: true }),
  } satisfies Partial<TwilioGateway>
}

function legIn(participants: readonly Participant[], wanted: string) {
  const found = participants.find(({ label }) => label === wanted)
  return found === undefined ? null : { callSid: found.callSid, conferenceSid: 'CF1' }
}

interface ActivityFacts {
  readonly activitySid: string
  readonly activityChanges: number
}

function activityOf(facts: ActivityFacts & { readonly available: boolean }) {
  const { available, activitySid } = facts
  return { available, activitySid, ...changeOf(facts) }
}

const changeOf = ({ activityChanges }: ActivityFacts) => ({
  changedAt: `change ${activityChanges}`,
})

/** As TaskRouter does: the activity in which a Worker is already is no change. */
function withActivity<Facts extends ActivityFacts>(facts: Facts, activitySid: string): Facts {
  if (activitySid === facts.activitySid) return facts
  const activityChanges = facts.activityChanges + 1
  return { ...facts, activitySid, activityChanges, available: activitySid === 'WA-available' }
}
