import { afterEach, beforeEach, expect, it } from 'vitest'
import { caller, openOffice } from '../testing/office.ts'
import type { Office } from '../testing/office.ts'
import { webhookPaths } from '../twilio/urls.ts'

let office: Office
let callId: string
beforeEach(async () => {
  office = await openOffice()
  await office.webhook(webhookPaths.inbound, { ...caller, Direction: 'inbound' })
  callId = office.calls.all()[0]?.callId ?? ''
})
afterEach(() => office.close())

const gone = { CallSid: 'CA1', CallStatus: 'completed' }
const phase = () => office.calls.find(callId)?.phase.kind

it('an address that the server has made is taken as it is', async () => {
  const reply = await office.webhook(office.urls.conferenceLeft(callId, 'customer'), gone)
  expect([reply.statusCode, phase()]).toEqual([200, 'ended'])
})

it.each<[string, (made: URL) => void]>([
  ['without a seal', (made) => made.searchParams.delete('seal')],
  ['with another call’s', (made) => made.searchParams.set('seal', 'x'.repeat(43))],
  ['with another query', (made) => made.searchParams.set('partyId', 'agent')],
])('one %s is refused although Twilio has signed the request', async (_, change) => {
  const [bare = ''] = office.urls.conferenceLeft(callId, 'customer').split('#')
  const made = new URL(bare)
  change(made)
  const reply = await office.webhook(made.href, gone)
  expect([reply.statusCode, phase()]).toEqual([403, 'queued'])
})

it('a call that goes out is no caller, whatever its TwiML’s address is', async () => {
  const form = { ...caller, CallSid: 'CA2', Direction: 'outbound-api' }
  const reply = await office.webhook(webhookPaths.inbound, form)
  expect(reply.body).toContain('<Reject')
  expect(office.calls.all()).toHaveLength(1)
})

it('a Device that another call dials as is nobody’s', async () => {
  const form = { CallSid: 'CA2', From: 'client:tenant_main_user_ada', callId, ParentCallSid: 'CA3' }
  const reply = await office.webhook(webhookPaths.client, form)
  expect(reply.body).toContain('<Reject')
})
