import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { paths } from '../../contract/commands.ts'
import { fakeGateway } from '../../testing/fake-gateway.ts'
import { assignment, bearer, openOffice } from '../../testing/office.ts'
import type { Office } from '../../testing/office.ts'
import { until } from '../../testing/until.ts'
import { webhookPaths } from '../../twilio/urls.ts'

const ADA = 'tenant_main_user_ada'
const GRACE = 'tenant_main_user_grace'
const GRACES = { contact_uri: `client:${GRACE}`, name: 'Grace Hopper', role: 'agent' }
const toGrace = { kind: 'teammate', userId: 'grace' } as const
const toSupport = { kind: 'queue', queueSid: 'WQ1' } as const

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

/** The agent's desk proves itself, so that it can be rung. */
function prove(identity: string): void {
  const ready = { device: 'registered', microphone: 'live', worker: 'connected' } as const
  office.presence.report(identity, ready)
}

async function dials(username: string, body: object) {
  return requests(bearer(await office.signIn(username)), body)
}

async function requests(token: Record<string, string>, body: object) {
  const reply = await office.post(paths.calls, body, token)
  return reply.json<{ callId?: string; to?: string; error?: { code: string } }>()
}

async function connects(identity: string, callId: string): Promise<string> {
  const form = { CallSid: 'CA-desk', From: `client:${identity}`, callId }
  return (await office.webhook(webhookPaths.client, form)).body
}

async function reserved(workerOf: string, callId: string): Promise<unknown> {
  const attributes = workerOf === ADA ? {} : { WorkerAttributes: JSON.stringify(GRACES) }
  const form = {
    ...assignment(callId, `WR-${workerOf}`),
    WorkerSid: `WK-${workerOf}`,
    ...attributes,
  }
  return (await office.webhook(webhookPaths.assignment, form)).json()
}

describe('a call to a teammate', () => {
  it('is refused while their desk is not proved', async () => {
    expect(await dials('ada', { target: toGrace })).toMatchObject({
      error: { code: 'target-unavailable' },
    })
    expect(office.calls.all()).toEqual([])
  })

  it('is refused with a number that is not ours', async () => {
    prove(GRACE)
    const reply = await dials('ada', { target: toGrace, callerId: '+15005559999' })
    expect(reply).toMatchObject({ error: { code: 'number-not-allowed' } })
  })

  it('is refused when somebody else has called them while it was prepared', async () => {
    const answered = Promise.withResolvers<void>()
    const fake = fakeGateway()
    const worker: typeof fake.worker = async (workerSid) => {
      const found = await fake.worker(workerSid)
      if (workerSid === `WK-${ADA}`) await answered.promise
      return found
    }
    await office.close()
    office = await openOffice({ gateway: { ...fake, worker } })
    prove(GRACE)
    const ada = dials('ada', { target: toGrace })
    await until('Twilio is asked', () => office.gateway.of('worker').includes(`WK-${ADA}`))
    expect(await dials('joan', { target: toGrace })).toMatchObject({ to: 'Grace Hopper' })
    answered.resolve()
    expect(await ada).toMatchObject({ error: { code: 'target-unavailable' } })
    expect(office.calls.all()).toHaveLength(1)
  })

  it('rings the desk as one Participant, in the caller’s name', async () => {
    prove(GRACE)
    const { callId = '' } = await dials('ada', { target: toGrace })
    expect(await connects(GRACE, callId)).toContain('<Reject')
    expect(await connects(ADA, callId)).toContain('<Conference')
    await office.webhook(office.urls.conferenceStatus(callId, 1), {
      StatusCallbackEvent: 'participant-join',
      ConferenceSid: 'CF1',
      CallSid: 'CA-desk',
      ParticipantLabel: `agent_${callId}`,
    })
    const [ring] = await until('Grace is rung', () => {
      const rung = office.gateway.of('ring')
      return rung.length > 0 ? rung : null
    })
    expect(ring).toMatchObject({
      to: `client:${GRACE}?callId=${callId}`,
      from: `client:${ADA}`,
      label: 'customer',
      timeoutSeconds: 30,
      earlyMedia: false,
    })
    expect(office.gateway.of('createTask')).toMatchObject([
      { attributes: { call_id: callId, direction: 'internal' } },
    ])
  })
})

describe('a call to a queue', () => {
  it('waits in that queue under the caller’s Device', async () => {
    const { callId = '', to } = await dials('ada', { target: toSupport })
    expect(to).toBe('Support')
    expect(await connects(GRACE, callId)).toContain('<Reject')
    const first = await connects(ADA, callId)
    expect(first).toContain(`${callId}-1</Conference>`)
    expect(await connects(ADA, callId)).toBe(first)
    expect(office.calls.findByCustomerCall('CA-desk')?.callId).toBe(callId)
    const task = await until('she has a Task', () => office.gateway.of('createTask')[0])
    expect(task).toMatchObject({ workerSid: `WK-${ADA}`, attributes: { party_id: 'customer' } })
    const [place] = await until('the queue has one', () => {
      const made = office.gateway.of('createQueueTask')
      return made.length > 0 ? made : null
    })
    expect(place).toMatchObject({ attributes: { call_id: callId, queue: 'Support' } })
  })

  it('is offered to everybody but the one who calls', async () => {
    const { callId = '' } = await dials('ada', { target: toSupport })
    await connects(ADA, callId)
    expect(await reserved(ADA, callId)).toEqual({ instruction: 'reject' })
    expect(office.calls.find(callId)?.phase.kind).toBe('queued')
    expect(await reserved(GRACE, callId)).toEqual({})
    const [ring] = await until('Grace is rung', () => {
      const rung = office.gateway.of('ring')
      return rung.length > 0 ? rung : null
    })
    expect(ring).toMatchObject({ from: `client:${ADA}`, to: `client:${GRACE}?callId=${callId}` })
  })

  it.each([
    ['the TwiML App', () => office.urls.callerStatus],
    ['the document', (callId: string) => office.urls.conferenceLeft(callId, 'customer')],
  ])('is over when %s says that the caller’s call is', async (_, url) => {
    const { callId = '' } = await dials('ada', { target: toSupport })
    await connects(ADA, callId)
    const gone = { CallSid: 'CA-desk', CallStatus: 'completed' }
    await office.webhook(url(callId), gone)
    expect(office.calls.find(callId)?.phase.kind).toBe('ended')
    const mine = await until('history knows', async () => {
      const rows = await office.store.selectFrom('history').selectAll().execute()
      return rows.find(({ identity }) => identity === ADA)
    })
    expect(mine).toMatchObject({ direction: 'internal', outcome: 'abandoned' })
  })
})
