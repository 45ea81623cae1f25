import { describe, expect, it } from 'vitest'
import { T0, aCaller, aNewCaller, play, ringing, talking } from '../../testing/calls.ts'
import { effectDeps } from '../../testing/effect-deps.ts'
import { fakeGateway, refused, unreachable } from '../../testing/fake-gateway.ts'
import { GRACE, aQueueCall } from '../../testing/internal-calls.ts'
import { fail, succeed } from '../../contract/result.ts'
import type { Call } from '../model/call.ts'
import { createQueueTask } from './run-task.ts'

const first = play(aNewCaller(), [{ kind: 'customer-placed', place: 1 }]).call
const seen = { kind: 'queue-task-seen', queuing: 1 }

async function create(call: Call, queuing = 1, attempts = 0, gateway = fakeGateway()) {
  const deps = effectDeps(gateway)
  const event = await createQueueTask(deps, call, { kind: 'create-queue-task', queuing }, attempts)
  return { event, made: gateway.of('createQueueTask') }
}

describe('the Task of a customer who waits in a queue', () => {
  it('has what Twilio itself gives a caller in a queue, and where they wait', async () => {
    const { event, made } = await create(first)
    expect(event).toEqual({ ...seen, taskSid: 'WT-call_1-1' })
    expect(made).toEqual([
      {
        since: null,
        attributes: {
          call_sid: 'CA-customer',
          direction: 'inbound',
          api_version: '2010-04-01',
          from: '+15005550142',
          caller: '+15005550142',
          from_country: expect.any(String),
          caller_country: expect.any(String),
          to: '+15005550006',
          called: '+15005550006',
          to_country: expect.any(String),
          called_country: expect.any(String),
          call_id: 'call_1',
          ticket: expect.any(String),
          conference: {
            sid: null,
            room_name: 'call_1-1',
            participants: { customer: 'CA-customer', worker: null },
          },
        },
      },
    ])
  })

  it('keeps the place of who waits again, and says who had them before', async () => {
    const again = play(
      play(aCaller(), talking).call,
      [
        { kind: 'agent-access-ended', by: 'tenant_main_user_ada' },
        { kind: 'customer-placed', place: 3 },
      ],
      T0 + 600_000,
    ).call
    const { made } = await create(again, 2)
    expect(made).toMatchObject([
      {
        since: T0,
        attributes: {
          queue: 'Support',
          handover: { from: 'Ada', kind: 'left' },
          conference: { room_name: 'call_1-3' },
        },
      },
    ])
  })

  it('has no old place where Twilio’s clock is behind ours, rather than none at all', async () => {
    const later = { ...first, queuings: 2 }
    const gateway = fakeGateway()
    const make = gateway.createQueueTask
    const strict = {
      ...gateway,
      createQueueTask: (request: Parameters<typeof make>[0]) =>
        request.since === null ? make(request) : Promise.resolve(fail(refused)),
    }
    const { event } = await create(later, 2, 0, strict)
    expect(event).toMatchObject({ kind: 'queue-task-seen', queuing: 2 })
    expect(gateway.of('createQueueTask')).toMatchObject([{ since: null }])
  })

  it('of a teammate names their Device', async () => {
    const call = play(aQueueCall(), [{ kind: 'device-connected', callSid: 'CA-desk' }]).call
    const { made } = await create(call)
    expect(made).toMatchObject([{ attributes: { from: `client:${GRACE}`, call_sid: 'CA-desk' } }])
  })

  it.each([
    ['gives no answer', unreachable],
    ['refuses', refused],
  ])('is tried again when Twilio %s, because nobody would ever be chosen', async (_, failure) => {
    for (const method of ['createQueueTask', 'findTask'] as const) {
      const gateway = fakeGateway()
      gateway.fail(method, failure)
      const { event } = await create(first, 1, 1, gateway)
      expect(event).toMatchObject({ kind: 'postponed' })
    }
  })

  it('is found, and not made twice, when only the answer was lost', async () => {
    const findTask = async () => succeed({ taskSid: 'WT-found' })
    const { event, made } = await create(first, 1, 1, { ...fakeGateway(), findTask })
    expect(event).toEqual({ ...seen, taskSid: 'WT-found' })
    expect(made).toEqual([])
  })

  it.each<[string, Call, number]>([
    ['has hung up', play(first, [{ kind: 'customer-left' }]).call, 1],
    ['talks', play(aCaller(), talking).call, 1],
    ['has a later one', { ...first, queuings: 2 }, 1],
  ])('is not made for who %s', async (_, call, queuing) => {
    expect(await create(call, queuing)).toEqual({ event: null, made: [] })
  })

  it('is made also while a desk rings, for somebody took the one before', async () => {
    expect((await create(play(aCaller(), ringing).call)).made).toHaveLength(1)
  })
})
