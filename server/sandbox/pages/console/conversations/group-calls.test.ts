import { expect, it } from 'vitest'
import type { Snapshot } from '../control-api.ts'
import type { Call, Webhook } from './conversation.ts'
import { isLive, partiesOf } from './conversation.ts'
import { groupCalls } from './group-calls.ts'
import { timelineOf } from './timeline.ts'

function aCall(sid: string, changed: Partial<Call> = {}): Call {
  return {
    sid,
    status: 'in-progress',
    direction: 'inbound',
    from: '+14155550142',
    to: '+15005550006',
    callerName: null,
    parentSid: null,
    params: {},
    createdAt: `2026-01-05T12:00:0${sid.at(-1)}.000Z`,
    answeredAt: null,
    endedAt: null,
    duration: null,
    sipCode: null,
    legs: [],
    steps: [],
    ...changed,
  }
}

function aWebhook(number: number, changed: Partial<Webhook>): Webhook {
  const at = `2026-01-05T12:01:0${number}.000Z`
  const url = 'http://app/hook'
  const sent = { method: 'POST', params: {}, headers: {}, answer: null, dropped: false } as const
  return { number, at, url, ...sent, ...changed }
}

const nothing: Snapshot = {
  time: { now: '2026-01-05T12:00:00.000Z', frozen: false },
  numbers: [],
  calls: [],
  conferences: [],
  queues: [],
  recordings: [],
  openLegs: 0,
  workspaces: [],
  tasks: [],
  workflows: [],
  taskQueues: [],
  workers: [],
  phones: [],
  devices: [],
  workerSockets: [],
  faults: { webhook: [], rest: [], media: [] },
  webhooks: [],
  requests: [],
}

const customer = aCall('CA1', { callerName: 'Marta Oliveira' })
const agent = aCall('CA2', {
  direction: 'outbound-api',
  from: '+15005550006',
  to: 'client:ada?callId=room',
})
const stranger = aCall('CA3', { from: '+14155550163', status: 'completed' })

const snapshot: Snapshot = {
  ...nothing,
  calls: [stranger, agent, customer],
  conferences: [
    {
      sid: 'CF1',
      friendlyName: 'room',
      status: 'in-progress',
      endReason: null,
      createdAt: '2026-01-05T12:00:03.000Z',
      // Both have left it meanwhile.
      callSids: ['CA1', 'CA2'],
      participants: [],
      ringing: [],
    },
  ],
  tasks: [
    {
      sid: 'WT1',
      status: 'assigned',
      reason: null,
      priority: 0,
      timeout: 60,
      createdAt: '2026-01-05T12:00:01.500Z',
      queue: 'Support',
      workflow: null,
      attributes: { call_sid: 'CA1' },
      reservations: [],
    },
  ],
  webhooks: [
    aWebhook(1, {
      params: { ConferenceSid: 'CF1', StatusCallbackEvent: 'participant-speech-start' },
    }),
    aWebhook(2, { url: 'http://app/assign', params: { TaskSid: 'WT1' } }),
    aWebhook(3, { url: 'http://app/status?callId=room' }),
    aWebhook(4, { params: { EventType: 'worker.created' } }),
    aWebhook(5, { params: { CallSid: 'CA3' } }),
  ],
  requests: [
    {
      number: 1,
      at: '2026-01-05T12:00:02.000Z',
      method: 'POST',
      path: '/api/2010-04-01/Accounts/AC1/Conferences/room/Participants.json',
      form: { To: 'client:ada' },
      answer: { status: 201, text: '{"call_sid":"CA2"', ms: 3 },
    },
    {
      number: 2,
      at: '2026-01-05T12:00:02.000Z',
      method: 'GET',
      path: '/api/2010-04-01/Accounts/AC1/Calls.json',
      form: {},
      answer: { status: 200, text: '{"calls":[{"sid":"CA1"}]}', ms: 3 },
    },
  ],
}

it('puts the legs, the Task, the webhooks and the requests of one customer together', () => {
  const [other, marta, ...more] = groupCalls(snapshot, [])
  expect(more).toEqual([])
  expect(other?.calls).toEqual([stranger])
  expect(other?.webhooks.map(({ number }) => number)).toEqual([5])
  expect(marta?.key).toBe('CA1')
  expect(marta?.calls).toEqual([customer, agent])
  expect(marta?.tasks.map(({ sid }) => sid)).toEqual(['WT1'])
  expect(marta?.webhooks.map(({ number }) => number)).toEqual([1, 2, 3])
  expect(marta?.requests.map(({ number }) => number)).toEqual([1])
})

it('says who talks to each other, and whether they still do', () => {
  const [other, marta] = groupCalls(snapshot, [])
  expect(marta && partiesOf(marta)).toEqual({
    customer: 'Marta Oliveira +14155550142',
    others: ['ada'],
  })
  expect([other, marta].map((each) => each && isLive(each))).toEqual([false, true])
})

it('says that a number is private', () => {
  const calls = [aCall('CA1', { from: '+266696687' })]
  const [only] = groupCalls({ ...nothing, calls }, [])
  expect(only && partiesOf(only).customer).toBe('Private number (+266696687)')
})

it('tells it in the order in which it happened, and marks what is only speech', () => {
  const [, marta] = groupCalls(snapshot, [])
  const entries = marta ? timelineOf(marta) : []
  expect(entries.map(({ kind }) => kind)).toEqual([
    'call',
    'Task',
    'call',
    'REST',
    'webhook',
    'webhook',
    'webhook',
  ])
  expect(entries.filter(({ isSpeech }) => isSpeech)).toHaveLength(1)
  expect(entries.map(({ text }) => text)).toContain(
    'POST /Conferences/room/Participants 201 (3 ms) To="client:ada"',
  )
})
