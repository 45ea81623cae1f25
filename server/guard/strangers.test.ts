import { afterEach, beforeEach, expect, it } from 'vitest'
import { assignment, caller, openOffice } from '../testing/office.ts'
import type { Office } from '../testing/office.ts'
import { until } from '../testing/until.ts'
import { webhookPaths } from '../twilio/urls.ts'

let office: Office
let callId: string
beforeEach(async () => {
  office = await openOffice()
  await office.webhook(webhookPaths.inbound, caller)
  callId = office.calls.all()[0]?.callId ?? ''
})
afterEach(() => office.close())

function joins(CallSid: string, ParticipantLabel?: string) {
  return office.webhook(office.urls.conferenceStatus(callId, 1), {
    StatusCallbackEvent: 'participant-join',
    ConferenceSid: 'CF1',
    CallSid,
    ...(ParticipantLabel === undefined ? {} : { ParticipantLabel }),
  })
}

it('a stranger in a conversation is ended, and those that the server brings there are not', async () => {
  await office.webhook(webhookPaths.assignment, assignment(callId))
  await until('the desk is rung', () => office.gateway.of('ring').length > 0)
  await joins('CA-leg-1', 'agent_WR1')
  await joins('CA1', 'customer')
  await joins('CA-early', 'agent_WR1')
  expect(office.gateway.of('endCall')).toEqual([])
  await joins('CA-listens')
  await joins('CA-named', 'anybody')
  expect(office.gateway.of('endCall')).toEqual(['CA-listens', 'CA-named'])
})

it('a Task that was copied from a caller’s rings no desk and is ended', async () => {
  await office.webhook(webhookPaths.events, { EventType: 'task.created', ...assignment(callId) })
  const copied = { ...assignment(callId), TaskSid: 'WT-copied' }
  const reply = await office.webhook(webhookPaths.assignment, copied)
  expect(reply.json()).toEqual({})
  expect(office.gateway.of('cancelTask')).toEqual(['WT-copied'])
  expect(office.calls.find(callId)?.phase.kind).toBe('queued')
})

it('a Worker of no account is turned away, whatever it says of itself', async () => {
  const form = { ...assignment(callId), WorkerSid: 'WK-unknown' }
  const reply = await office.webhook(webhookPaths.assignment, form)
  expect(reply.json()).toEqual({ instruction: 'reject' })
  expect(office.calls.find(callId)?.phase.kind).toBe('queued')
})

it('a Worker who was chosen by attributes of its own making is turned away', async () => {
  const WorkerAttributes = JSON.stringify({ skills: ['everything'] })
  const form = { ...assignment(callId), WorkerAttributes }
  const reply = await office.webhook(webhookPaths.assignment, form)
  expect(reply.json()).toEqual({ instruction: 'reject' })
  await until('it is looked at', () => office.gateway.of('worker').length > 0)
})

it('a Reservation that could not be rejected because it was accepted costs nobody the caller', async () => {
  await office.webhook(webhookPaths.assignment, assignment(callId))
  await until('the desk is rung', () => office.gateway.of('ring').length > 0)
  office.gateway.fail('rejectReservation', {
    kind: 'gone',
    status: 400,
    code: 20001,
    message: '',
    state: 'accepted',
  })
  const busy = { CallSid: 'CA-leg-1', CallStatus: 'busy' }
  await office.webhook(office.urls.legStatus(callId, 'agent_WR1'), busy)
  await until('the caller has another Task', () => office.gateway.of('createQueueTask').length > 1)
  expect(office.calls.find(callId)?.queuings).toBe(2)
})
