import type { TargetsReply } from '../../server/contract/commands.ts'
import type {
  CallSnapshot,
  DeskSnapshot,
  Party,
  RecordingSnapshot,
  TransferSnapshot,
  WrapUpSnapshot,
} from '../../server/contract/desk.ts'
import { makeDraft } from '../../server/contract/wrap-up-draft.ts'

/** The instant at which every made-up story begins. */
export const epoch = Date.parse('2026-03-01T09:00:00.000Z')

export function instant(afterMs = 0): string {
  return new Date(epoch + afterMs).toISOString()
}

export function makeParty(over: Partial<Party> = {}): Party {
  return {
    partyId: 'customer',
    role: 'customer',
    self: false,
    userId: null,
    number: '+14155550123',
    digits: '',
    name: 'Marta Oliveira',
    callSid: 'CAcustomer',
    state: 'connected',
    hold: { requested: false, confirmed: false, since: instant() },
    mute: { requested: false, confirmed: false, since: instant() },
    joinedAt: instant(),
    joinedHow: 'called',
    speaking: false,
    spokenSeconds: 0,
    leftBecause: null,
    ...over,
  }
}

/** This desk's own leg. */
export function makeAgent(over: Partial<Party> = {}): Party {
  return makeParty({
    partyId: 'agent',
    role: 'agent',
    self: true,
    userId: 'ada',
    number: null,
    name: 'Ada',
    callSid: 'CAagent',
    joinedHow: 'routed',
    ...over,
  })
}

/** A party that the agent invites. */
export function makeConsult(over: Partial<Party> = {}): Party {
  return makeParty({
    partyId: 'consult',
    role: 'consult',
    userId: 'grace',
    number: null,
    name: 'Grace',
    callSid: 'CAconsult',
    joinedHow: 'added',
    ...over,
  })
}

export function makeTransfer(over: Partial<TransferSnapshot> = {}): TransferSnapshot {
  return {
    kind: 'warm',
    stage: 'consulting',
    partyId: 'consult',
    byUserId: 'ada',
    pending: null,
    since: instant(),
    ...over,
  }
}

export function makeCall(over: Partial<CallSnapshot> = {}): CallSnapshot {
  return {
    callId: 'call-1',
    direction: 'inbound',
    state: { kind: 'active', since: instant() },
    returnUntil: null,
    callWaiting: false,
    queueName: 'Support',
    waitedSeconds: 12,
    lineNumber: '+14155550100',
    parties: [makeParty(), makeAgent()],
    transfer: null,
    handover: null,
    recording: null,
    endedBy: null,
    failure: null,
    notes: '',
    ...over,
  }
}

/** Offered to this desk while it is in another call. */
export function makeWaiting(over: Partial<CallSnapshot> = {}): CallSnapshot {
  return makeCall({
    callId: 'call-2',
    state: { kind: 'ringing', since: instant(), deadline: instant(20_000) },
    callWaiting: true,
    queueName: 'Sales',
    parties: [
      makeParty({ name: 'Tomas Novak', number: '+14155550124', state: 'waiting' }),
      makeAgent({ callSid: null, state: 'ringing', joinedAt: null }),
    ],
    ...over,
  })
}

/** The server has lost this desk, and the customer waits for it. */
export function makeReturning(over: Partial<CallSnapshot> = {}): CallSnapshot {
  return makeCall({
    state: { kind: 'connecting', since: instant() },
    returnUntil: instant(12_000),
    parties: [makeParty({ state: 'waiting' }), makeAgent({ callSid: null, state: 'waiting' })],
    ...over,
  })
}

export function makeRecording(over: Partial<RecordingSnapshot> = {}): RecordingSnapshot {
  return { state: 'on', pending: null, since: instant(), resumesAt: null, ...over }
}

export function makeWrapUp(over: Partial<WrapUpSnapshot> = {}): WrapUpSnapshot {
  return {
    callId: 'call-1',
    customerName: 'Marta Oliveira',
    customerNumber: '+14155550123',
    direction: 'inbound',
    queueName: 'Support',
    reason: 'customer-hung-up',
    talkedSeconds: 60,
    startedAt: instant(),
    deadline: instant(60_000),
    required: true,
    choices: [{ id: 'resolved', label: 'Resolved' }],
    draft: makeDraft(),
    ...over,
  }
}

export function makeDesk(over: Partial<DeskSnapshot> = {}): DeskSnapshot {
  return {
    revision: 1,
    serverTime: instant(),
    calls: [],
    handedOver: [],
    wrapUps: [],
    recent: [],
    takenOut: null,
    today: { calls: 3, averageHandleSeconds: 120 },
    waiting: 0,
    callerIds: ['+14155550100'],
    country: 'US',
    ...over,
  }
}

export const fakeTargets: TargetsReply = {
  teammates: [
    {
      userId: 'grace',
      displayName: 'Grace',
      activityName: 'Available',
      available: true,
      onCall: false,
    },
  ],
  queues: [{ queueSid: 'WQsales', name: 'Sales', waiting: 1, free: 2 }],
  directory: [{ name: 'Parts depot', number: '+14155550160', note: 'Weekdays' }],
}
