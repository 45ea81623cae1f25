import type { Party, RecentCall, WrapUpSnapshot } from '../../server/contract/desk.ts'
import { makeDraft } from '../../server/contract/wrap-up-draft.ts'

/** The fixed time of the gallery, so that its screenshots can be compared. */
export const galleryNow = Date.parse('2026-03-12T10:45:00Z')

/** The ISO instant that many seconds before the gallery's time; after it if negative. */
export function ago(seconds: number): string {
  return new Date(galleryNow - seconds * 1000).toISOString()
}

const day = 86_400

export const talking = { requested: false, confirmed: false, since: ago(462) }

const connected = {
  self: false,
  userId: null,
  digits: '',
  state: 'connected',
  hold: talking,
  mute: talking,
  joinedAt: ago(462),
  joinedHow: 'called',
  speaking: false,
  spokenSeconds: 0,
  leftBecause: null,
} as const

export const marta: Party = {
  ...connected,
  partyId: 'p-marta',
  role: 'customer',
  number: '+351215550147',
  name: 'Marta Oliveira',
  callSid: 'CA00000000000000000000000000000001',
  spokenSeconds: 214,
}

export const ada: Party = {
  ...connected,
  partyId: 'p-ada',
  role: 'agent',
  self: true,
  userId: 'u-ada',
  number: null,
  name: 'Ada Bennett',
  callSid: 'CA00000000000000000000000000000002',
  joinedHow: 'routed',
  spokenSeconds: 187,
}

export const deniz: Party = {
  ...connected,
  partyId: 'p-deniz',
  role: 'consult',
  userId: 'u-deniz',
  number: null,
  name: 'Deniz Kaya',
  callSid: 'CA00000000000000000000000000000003',
  hold: { ...talking, since: ago(31) },
  joinedAt: ago(31),
  joinedHow: 'transferred',
}

/** A party known only by number. */
export const carrier: Party = {
  ...connected,
  partyId: 'p-carrier',
  role: 'external',
  number: '+14155552001',
  name: null,
  callSid: 'CA00000000000000000000000000000004',
  hold: { ...talking, since: ago(95) },
  joinedAt: ago(95),
  joinedHow: 'added',
  spokenSeconds: 22,
}

/** A past call, of which only `over` is told. */
export function makeRecent(over: Partial<RecentCall>): RecentCall {
  return {
    callId: 'r1',
    direction: 'inbound',
    number: null,
    digits: '',
    name: null,
    queueName: null,
    startedAt: ago(560),
    talkedSeconds: 0,
    outcome: 'answered',
    dispositionLabel: null,
    ...over,
  }
}

export const recent: readonly RecentCall[] = [
  makeRecent({
    number: '+14155550132',
    name: 'Priya Raman',
    queueName: 'Support',
    talkedSeconds: 363,
    dispositionLabel: 'Refund agreed',
  }),
  makeRecent({
    callId: 'r2',
    direction: 'outbound',
    number: '+442079460321',
    startedAt: ago(1300),
    outcome: 'no-answer',
  }),
  makeRecent({ callId: 'r3', queueName: 'Sales', startedAt: ago(2600), outcome: 'missed' }),
  makeRecent({
    callId: 'r4',
    number: '+351215550147',
    name: 'Marta Oliveira',
    queueName: 'Support',
    startedAt: ago(day - 500),
    talkedSeconds: 310,
    dispositionLabel: 'Resend item',
  }),
  makeRecent({
    callId: 'r5',
    direction: 'outbound',
    number: '+351215550147',
    name: 'Marta Oliveira',
    startedAt: ago(9 * day + 6000),
    talkedSeconds: 164,
    dispositionLabel: 'Resolved',
  }),
]

/** A call to a number behind a switchboard. */
export const toExtension = makeRecent({
  callId: 'r6',
  direction: 'outbound',
  number: '+4930901820',
  digits: ',,45',
  startedAt: ago(200),
  talkedSeconds: 75,
  dispositionLabel: 'Resolved',
})

const withTeammate = { direction: 'internal', name: 'Deniz Kaya' } as const

/** Internal calls: one that was placed, and one that was missed. */
export const internalCalls: readonly RecentCall[] = [
  makeRecent({ ...withTeammate, callId: 'i1', startedAt: ago(300), talkedSeconds: 95 }),
  makeRecent({
    ...withTeammate,
    callId: 'i2',
    queueName: 'Support',
    startedAt: ago(400),
    outcome: 'missed',
  }),
]

export const wrapUp: WrapUpSnapshot = {
  callId: 'c1',
  customerName: 'Marta Oliveira',
  customerNumber: '+351215550147',
  direction: 'inbound',
  queueName: 'Support',
  reason: 'customer-hung-up',
  talkedSeconds: 462,
  startedAt: ago(36),
  deadline: ago(-84),
  required: false,
  choices: [
    { id: 'd1', label: 'Resolved' },
    { id: 'd2', label: 'Resend item' },
    { id: 'd3', label: 'Reschedule' },
    { id: 'd4', label: 'Technical issue' },
    { id: 'd5', label: 'Callback' },
    { id: 'd6', label: 'Wrong number' },
  ],
  draft: makeDraft({
    notes:
      'Parcel stuck in Lisbon since Monday. Carrier opened a search, promised an answer by Friday. Customer prefers mail.',
  }),
}
