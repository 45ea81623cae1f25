import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { demoDirectory } from '../directory/directory.ts'
import { assignment, bearer, caller, openOffice } from '../testing/office.ts'
import type { Office } from '../testing/office.ts'
import { until } from '../testing/until.ts'
import { webhookPaths } from '../twilio/urls.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

async function takeIn(): Promise<string> {
  await office.webhook(webhookPaths.inbound, caller)
  const [call] = office.calls.all()
  if (call === undefined) throw new Error('no call')
  return call.callId
}

async function ring(callId: string): Promise<void> {
  await office.webhook(webhookPaths.assignment, assignment(callId))
  await until('the desk is rung', () => office.gateway.of('ring').length > 0)
}

const phase = (callId: string) => office.calls.find(callId)?.phase.kind

describe('the signature', () => {
  it.each([webhookPaths.inbound, webhookPaths.assignment, webhookPaths.moment])(
    'is asked of %s, and nothing changes without it',
    async (path) => {
      const forged = await office.webhook(
        path,
        { ...caller, ...assignment('x') },
        {
          token: 'another token',
        },
      )
      expect(forged.statusCode).toBe(403)
      expect(office.calls.all()).toEqual([])
      expect(office.gateway.requests).toEqual([])
    },
  )

  it('is of the public address, whatever the Host says', async () => {
    const reply = await office.webhook(webhookPaths.inbound, caller)
    expect(reply.statusCode).toBe(200)
  })
})

describe('an inbound call', () => {
  it('twice announced is one call with one Task', async () => {
    const first = await office.webhook(webhookPaths.inbound, caller)
    const second = await office.webhook(webhookPaths.inbound, caller)
    expect(first.headers['content-type']).toContain('text/xml')
    const [call] = office.calls.all()
    expect(first.body).toContain(`>${call?.callId}-1</Conference></Dial><Dial>`)
    expect(second.body).toBe(first.body)
    expect(office.calls.all()).toHaveLength(1)
    await until('the Task is created', () => office.gateway.of('createQueueTask').length > 0)
    await office.calls.dispatch(call?.callId ?? '', { kind: 'tick' })
    expect(office.gateway.of('createQueueTask')).toHaveLength(1)
  })

  // Lesotho, Russia and China were shown as the callers' countries, and all of them as one customer.
  it.each(['+266696687', '+7378742833', '+2562533', '+8656696', '+8566696', '+86282452253'])(
    'from %s is from a withheld caller',
    async (From) => {
      await office.webhook(webhookPaths.inbound, { ...caller, From })
      expect(office.calls.all()[0]?.customer.number).toBeNull()
    },
  )

  it.each([
    ['  Marta Oliveira ', 'Marta Oliveira'],
    ['', null],
    [undefined, null],
  ])('with the looked-up name %j is from %j', async (CallerName, name) => {
    await office.webhook(webhookPaths.inbound, { ...caller, ...(CallerName && { CallerName }) })
    expect(office.calls.all()[0]?.customer.name).toBe(name)
  })

  it('has the name of our own directory first, and no name with a withheld number', async () => {
    await office.close()
    office = await openOffice({ directory: demoDirectory })
    const CallerName = 'WIRELESS CALLER'
    await office.webhook(webhookPaths.inbound, { ...caller, From: '+15005550101', CallerName })
    const withheld = { CallSid: 'CA2', From: '+266696687', CallerName }
    await office.webhook(webhookPaths.inbound, { ...caller, ...withheld })
    expect(office.calls.all().map(({ customer }) => customer.name)).toEqual(['Parcel depot', null])
  })

  it('is answered {} at assignment, and rings the desk from our number, with the call’s id and the customer’s', async () => {
    const callId = await takeIn()
    const reply = await office.webhook(webhookPaths.assignment, assignment(callId))
    expect(reply.json()).toEqual({})
    const [request] = await until('the desk is rung', () => {
      const rung = office.gateway.of('ring')
      return rung.length > 0 ? rung : null
    })
    expect(request).toMatchObject({
      conference: { sid: null, name: `${callId}-1` },
      to: `client:tenant_main_user_ada?callId=${callId}&customer=%2B15005550142`,
      from: '+15005550006',
      label: 'agent_WR1',
      timeoutSeconds: 20,
      earlyMedia: false,
    })
  })

  it('assigned twice rings once', async () => {
    const callId = await takeIn()
    await ring(callId)
    await office.webhook(webhookPaths.assignment, assignment(callId))
    await office.calls.dispatch(callId, { kind: 'tick' })
    expect(office.gateway.of('ring')).toHaveLength(1)
  })

  it('does not reach an agent who is on another call', async () => {
    await ring(await takeIn())
    await office.webhook(webhookPaths.inbound, { ...caller, CallSid: 'CA2' })
    const other = office.calls.findByCustomerCall('CA2')?.callId ?? ''
    const reply = await office.webhook(webhookPaths.assignment, assignment(other, 'WR2'))
    expect(reply.json()).toEqual({ instruction: 'reject' })
  })

  const atPlace = (event: string, more: Readonly<Record<string, string>> = {}) => ({
    StatusCallbackEvent: event,
    ConferenceSid: 'CF1',
    CallSid: 'CA1',
    ParticipantLabel: 'customer',
    ...more,
  })

  it('talks as soon as the leg is answered, and nobody is moved', async () => {
    const callId = await takeIn()
    await ring(callId)
    const leg = { CallSid: 'CA-leg-1', CallStatus: 'in-progress' }
    await office.webhook(office.urls.conferenceStatus(callId, 1), atPlace('participant-join'))
    await office.webhook(office.urls.legStatus(callId, 'agent_WR1'), leg)
    expect(phase(callId)).toBe('active')
    await until('it is accepted', () => office.gateway.of('acceptReservation').length > 0)
    expect(office.gateway.requests.map(([name]) => name)).toEqual([
      'createQueueTask',
      'ring',
      'acceptReservation',
    ])
  })

  it('rings by the Conference’s SID once the caller has joined it', async () => {
    const callId = await takeIn()
    await office.webhook(office.urls.conferenceStatus(callId, 1), atPlace('participant-join'))
    await ring(callId)
    expect(office.gateway.of('ring')).toMatchObject([
      { conference: { sid: 'CF1', name: `${callId}-1` } },
    ])
  })

  it('whose caller hangs up is over, however often that is said, and so is its Task', async () => {
    const callId = await takeIn()
    await until('the Task is known', () => office.calls.find(callId)?.queueTasks.length === 1)
    const left = atPlace('participant-leave', { ReasonParticipantLeft: 'participant_hung_up' })
    await office.webhook(office.urls.conferenceStatus(callId, 1), left)
    await office.webhook(office.urls.conferenceStatus(callId, 1), left)
    await office.webhook(webhookPaths.callerStatus, { CallSid: 'CA1', CallStatus: 'completed' })
    expect(phase(callId)).toBe('ended')
    const history = await until('history knows', async () => {
      const rows = await office.store.selectFrom('history').selectAll().execute()
      return rows.length > 0 ? rows : null
    })
    expect(history).toMatchObject([{ outcome: 'abandoned', identity: null }])
    await until('the Task is canceled', () => office.gateway.of('cancelTask').length > 0)
    expect(office.gateway.of('cancelTask')).toEqual([`WT-${callId}-1`])
  })

  it('goes on in the place behind, where their document leads a caller who is not let in', async () => {
    const callId = await takeIn()
    await ring(callId)
    const joined = atPlace('participant-join', { ConferenceSid: 'CF2' })
    await office.webhook(office.urls.conferenceStatus(callId, 2), joined)
    await until('the desk rings there', () => office.gateway.of('ring').length > 1)
    expect(office.gateway.of('ring')[1]).toMatchObject({
      conference: { sid: 'CF2', name: `${callId}-2` },
    })
    expect(office.gateway.of('endCall')).toEqual(['CA-leg-1'])
  })

  it('stops ringing when TaskRouter says that the reservation timed out', async () => {
    const callId = await takeIn()
    await ring(callId)
    const event = { EventType: 'reservation.timeout', ReservationSid: 'WR1', New: 'field' }
    await office.webhook(webhookPaths.events, event)
    expect(phase(callId)).toBe('queued')
    await until('the leg is ended', () => office.gateway.of('endCall').includes('CA-leg-1'))
  })
})

it('answers webhooks of calls that it does not know', async () => {
  const leg = { CallSid: 'CA9', CallStatus: 'completed' }
  const reply = await office.webhook(office.urls.legStatus('call_unknown', 'customer'), leg)
  expect(reply.statusCode).toBe(204)
})

const someone = { kind: 'number', number: '+15005550143' } as const

describe('the agent’s API', () => {
  it('commands only the agent’s own live calls', async () => {
    const callId = await takeIn()
    await ring(callId)
    const grace = bearer(await office.signIn('grace'))
    const ada = bearer(await office.signIn('ada'))
    const hangUp = `/api/calls/${callId}/hang-up`
    expect((await office.post(hangUp, undefined, grace)).json()).toMatchObject({
      error: { code: 'not-found' },
    })
    expect((await office.post(hangUp, undefined, ada)).json()).toEqual({ accepted: true })
    await until('it is declined', () => office.gateway.of('rejectReservation').length > 0)
    expect(phase(callId)).toBe('queued')
  })

  it.each([
    [{ target: { kind: 'number', number: '911' } }, 403, 'emergency-not-allowed'],
    [{ target: { kind: 'number', number: 'hello' } }, 400, 'invalid-number'],
    [{ target: someone, callerId: '+15005559999' }, 403, 'number-not-allowed'],
    [{ target: { kind: 'number', number: '' } }, 400, 'invalid-request'],
    [{ target: someone, urgent: true }, 400, 'invalid-request'],
  ])('does not dial %j', async (body, status, code) => {
    const ada = bearer(await office.signIn('ada'))
    const reply = await office.post('/api/calls', body, ada)
    expect(reply.statusCode).toBe(status)
    expect(reply.json()).toMatchObject({ error: { code } })
    expect(office.calls.all()).toEqual([])
  })
})
