import { afterEach, beforeEach, expect, it } from 'vitest'
import { workspaceFacts } from '../testing/fake-gateway.ts'
import { assignment, caller, openOffice } from '../testing/office.ts'
import type { Office } from '../testing/office.ts'
import { until } from '../testing/until.ts'
import { LATE_MS } from './assignments.ts'
import { webhookPaths } from '../twilio/urls.ts'

let office: Office
let callId: string
beforeEach(async () => {
  office = await openOffice()
  await office.webhook(webhookPaths.inbound, caller)
  callId = office.calls.all()[0]?.callId ?? ''
})
afterEach(() => office.close())

const tell = (EventType: string, form: Readonly<Record<string, string>>) =>
  office.webhook(webhookPaths.events, { EventType, ...form })
const rung = () => office.gateway.of('ring').length

it('a desk is rung by the event of its Reservation when the assignment callback was lost', async () => {
  await tell('reservation.created', assignment(callId))
  office.clock.advance(LATE_MS)
  await until('the desk is rung', () => rung() > 0)
  expect(rung()).toBe(1)
})

it('and once only when the callback comes after all', async () => {
  await office.webhook(webhookPaths.assignment, assignment(callId))
  await until('the desk is rung', () => rung() === 1)
  await tell('reservation.created', assignment(callId))
  office.clock.advance(LATE_MS)
  await office.webhook(webhookPaths.assignment, assignment(callId))
  expect(rung()).toBe(1)
})

it('an agent whose Reservation ran out without a ring is back in routing', async () => {
  const { timeoutActivitySid, availableActivitySid } = workspaceFacts
  office.gateway.say({ available: false, activitySid: timeoutActivitySid })
  await tell('reservation.timeout', assignment(callId, 'WR-lost'))
  await until('the agent is back', () => office.gateway.of('setActivity').length > 0)
  expect(office.gateway.of('setActivity')).toEqual([
    { workerSid: assignment(callId).WorkerSid, activitySid: availableActivitySid },
  ])
})

it('an agent who was rung and did not answer is not', async () => {
  await office.webhook(webhookPaths.assignment, assignment(callId))
  await until('the desk is rung', () => rung() === 1)
  await tell('reservation.timeout', assignment(callId))
  office.clock.advance(60_000)
  expect(office.gateway.of('setActivity')).toEqual([])
})
