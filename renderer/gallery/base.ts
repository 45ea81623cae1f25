import type { CallSnapshot } from '../../server/contract/desk.ts'
import type {
  ActiveCallView,
  AppView,
  RequestedView,
  RingingView,
  SessionView,
  StageView,
  TargetsView,
} from '../view/app-view.ts'
import { ada, secondsAgo, marta, recent, wrapUp } from './people.ts'

export const available = { sid: 'WA1', name: 'Available', available: true }
export const onBreak = { sid: 'WA2', name: 'Break', available: false }
export const offline = { sid: 'WA3', name: 'Offline', available: false }

function teammate(
  userId: string,
  displayName: string,
  activityName: string | null,
  change: { readonly available?: boolean; readonly onCall?: boolean } = {},
): TargetsView['teammates'][number] {
  return { userId, displayName, activityName, available: true, onCall: false, ...change }
}

/** The idle screen: signed in and ready. Every other state is this one with a change. */
export const idle: AppView = {
  session: { kind: 'signed-in', displayName: 'Ada Bennett', remembered: true },
  presence: {
    current: available,
    pending: null,
    since: secondsAgo(754),
    choices: [available, onBreak, offline],
  },
  readiness: {
    device: 'registered',
    microphone: 'live',
    worker: 'connected',
    server: 'connected',
    ready: true,
    failure: null,
    unreachable: null,
    takenOutSince: null,
  },
  microphoneHelp: false,
  stage: { kind: 'idle' },
  secondCall: null,
  handedOver: [],
  dialler: {
    callerIds: ['+16285550100', '+351308801000'],
    country: 'US',
    dialing: false,
    error: null,
  },
  targets: {
    loading: false,
    failed: false,
    teammates: [
      teammate('u-deniz', 'Deniz Kaya', 'Available'),
      teammate('u-logan', 'Logan Reyes', 'Available', { onCall: true }),
      teammate('u-mina', 'Mina Park', 'Break', { available: false }),
      teammate('u-noor', 'Noor Haddad', null, { available: false }),
    ],
    queues: [
      { queueSid: 'WQ1', name: 'Support', waiting: 0, free: 2 },
      { queueSid: 'WQ2', name: 'Logistics', waiting: 3, free: 0 },
    ],
    directory: [
      { name: 'Delta Courier', number: '+14155552001', note: 'Opens at 8' },
      { name: 'Warehouse Porto', number: '+351225550199', note: null },
    ],
  },
  recent,
  today: { calls: 23, averageHandleSeconds: 252 },
  waiting: 2,
  notice: null,
  clockOffsetMs: 0,
}

/** Signed out during a call. */
export function lostSession(
  change: Partial<Extract<SessionView, { kind: 'lost' }>> = {},
): Extract<SessionView, { kind: 'lost' }> {
  return {
    kind: 'lost',
    displayName: 'Ada Bennett',
    username: 'ada',
    demo: false,
    because: 'signed-out',
    busy: false,
    error: null,
    ...change,
  }
}

export function signedOut(
  change: Partial<Extract<SessionView, { kind: 'signed-out' }>> = {},
): AppView {
  const session: SessionView = {
    kind: 'signed-out',
    busy: false,
    error: null,
    demoAccounts: [],
    outdated: null,
    server: { url: 'https://desk.example.com', decidedBy: 'page' },
    ...change,
  }
  return { ...idle, session }
}

export function withStage(stage: StageView, change: Partial<AppView> = {}): AppView {
  return { ...idle, ...change, stage }
}

export const martaRings: RingingView = {
  kind: 'ringing',
  callId: 'c1',
  callerName: 'Marta Oliveira',
  callerNumber: '+351215550147',
  queueName: 'Support',
  transferFrom: null,
  handover: null,
  waitedSeconds: 61,
  since: secondsAgo(7),
  deadline: secondsAgo(-13),
  pending: null,
}

export function ringing(change: Partial<RingingView> = {}): AppView {
  return withStage({ ...martaRings, ...change })
}

export const noRequests: RequestedView = {
  parties: {},
  transfer: null,
  add: false,
  recording: null,
  leave: false,
}

const callSnapshot: CallSnapshot = {
  callId: 'c1',
  direction: 'inbound',
  state: { kind: 'active', since: secondsAgo(462) },
  returnUntil: null,
  callWaiting: false,
  queueName: 'Support',
  waitedSeconds: 68,
  lineNumber: '+351308801000',
  parties: [marta, ada],
  transfer: null,
  handover: null,
  recording: null,
  endedBy: null,
  failure: null,
  notes:
    'Parcel stuck in Lisbon since Monday. Ask Logistics whether a second one can go out today.',
}

export function inCall(
  change: Partial<ActiveCallView> = {},
  call: Partial<CallSnapshot> = {},
): AppView {
  return withStage({
    kind: 'call',
    call: { ...callSnapshot, ...call },
    requested: noRequests,
    muted: false,
    link: 'good',
    hangingUp: false,
    failure: null,
    keys: [],
    ...change,
  })
}

export function callWith(call: Partial<CallSnapshot>): AppView {
  return inCall({}, call)
}

/** An internal call, as the agent who placed it sees it. */
export const internal = {
  direction: 'internal',
  queueName: null,
  waitedSeconds: 0,
  lineNumber: null,
  notes: '',
} as const

export function onHold(requested: boolean, confirmed: boolean, forSeconds: number) {
  const hold = { requested, confirmed, since: secondsAgo(forSeconds) }
  return { parties: [{ ...marta, hold }, ada] }
}

export function wrappingUp(change: Partial<Extract<StageView, { kind: 'wrap-up' }>> = {}): AppView {
  return withStage({
    kind: 'wrap-up',
    wrapUp,
    lost: null,
    saving: { draft: 'saved', completing: false, error: null },
    ...change,
  })
}
