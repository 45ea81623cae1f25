import pino from 'pino'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Call } from '../calls/model/call.ts'
import { aCaller, aNewCaller, play, ringing, talking } from '../testing/calls.ts'
import { fakeGateway, refused } from '../testing/fake-gateway.ts'
import { succeed } from '../contract/result.ts'
import type { Assignment } from '../webhooks/schemas.ts'
import { takePendingReservations } from './pending-reservations.ts'

let asked: string[]
let taken: Assignment[]
beforeEach(() => {
  asked = []
  taken = []
})

/** What the server takes at its start, with these calls on the disk. */
async function start(calls: readonly Call[], answers: 'yes' | 'no' = 'yes'): Promise<void> {
  const gateway = {
    ...fakeGateway(),
    pendingReservations: async (taskSid: string) => {
      asked.push(taskSid)
      if (answers === 'no' && taskSid === 'WT1') return { ok: false, failure: refused } as const
      const workerAttributes = '{"name":"Ada"}'
      return succeed([{ reservationSid: `WR-${taskSid}`, workerSid: 'WK1', workerAttributes }])
    },
  }
  const log = pino({ level: 'silent' })
  await takePendingReservations({
    log,
    calls: { all: () => calls },
    gateway,
    take: (form) => taken.push(form),
  })
}

const second = { ...aCaller(), callId: 'call_2', queueTasks: [{ queuing: 1, taskSid: 'WT2' }] }

describe('what TaskRouter chose while the server was away', () => {
  it('is taken, of each caller who waits', async () => {
    await start([aCaller(), second])
    expect(taken).toEqual(
      ['WT1', 'WT2'].map((TaskSid) => ({
        TaskSid,
        ReservationSid: `WR-${TaskSid}`,
        WorkerSid: 'WK1',
        WorkerAttributes: '{"name":"Ada"}',
        TaskAttributes: '{}',
      })),
    )
  })

  it.each<[string, Call]>([
    ['a desk rings already', play(aCaller(), ringing).call],
    ['somebody talks', play(aCaller(), talking).call],
    ['the call is over', play(aCaller(), [{ kind: 'customer-left' }]).call],
    ['no Task is known', aNewCaller()],
    ['only the Task of an earlier wait is known', { ...aCaller(), queuings: 2 }],
  ])('is not asked for where %s', async (_, call) => {
    await start([call])
    expect([asked, taken]).toEqual([[], []])
  })

  it('of one Task is taken although another’s cannot be read', async () => {
    await start([aCaller(), second], 'no')
    expect(taken.map(({ TaskSid }) => TaskSid)).toEqual(['WT2'])
  })
})
