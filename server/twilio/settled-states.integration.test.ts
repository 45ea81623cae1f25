import { afterEach, beforeEach, expect, it } from 'vitest'
import { readTwilio } from '../config/config.ts'
import { startRig } from '../sandbox/rest/testing/rig.ts'
import type { Rig } from '../sandbox/rest/testing/rig.ts'
import { environmentOf } from '../start-sandbox.ts'
import type { ReservationRef, TwilioGateway } from './gateway.ts'
import { createTwilioGateway } from './twilio-gateway.ts'

/*
 * TaskRouter answers 400 to whatever does not fit a state: the gateway tells what is done from what is over and from what
 * was refused.
 */

let rig: Rig
let gateway: TwilioGateway
let taken: ReservationRef
beforeEach(async () => {
  rig = await startRig()
  const phoneNumbers = [...rig.description.phoneNumbers]
  const settings = readTwilio(environmentOf({ ...rig.description, phoneNumbers }))
  if (!settings.ok) throw new Error('the configuration is wrong')
  gateway = createTwilioGateway(settings.value)
  taken = await aReservation()
})
afterEach(() => rig.close())

async function aReservation(): Promise<ReservationRef> {
  const worker = await gateway.ensureWorker('tenant_main_user_ada', {})
  if (!worker.ok) throw new Error(worker.failure.message)
  const { workerSid } = worker.value
  const workspace = rig.client.taskrouter.v1.workspaces(rig.description.workspaceSid)
  const available = (await workspace.activities.list()).find((each) => each.available)
  await gateway.setActivity(workerSid, available?.sid ?? '')
  const task = await gateway.createTask({ workerSid, attributes: {} })
  if (!task.ok) throw new Error(task.failure.message)
  const { taskSid } = task.value
  const [reservation] = await workspace.tasks(taskSid).reservations.list()
  if (reservation === undefined) throw new Error('the Worker was not reserved')
  return { taskSid, reservationSid: reservation.sid }
}

const over = { ok: false, failure: { kind: 'gone' } }

it('what is so already is done', async () => {
  expect(await gateway.acceptReservation(taken)).toMatchObject({ ok: true })
  expect(await gateway.acceptReservation(taken)).toMatchObject({ ok: true })
  expect(await gateway.advanceReservation(taken, 'completed')).toMatchObject({ ok: true })
  expect(await gateway.advanceReservation(taken, 'completed')).toMatchObject({ ok: true })
  expect(await gateway.advanceReservation(taken, 'wrapping')).toMatchObject({ ok: true })
})

it('what will never be so again is gone', async () => {
  expect(await gateway.cancelTask(taken.taskSid, 'the call ended')).toMatchObject({ ok: true })
  expect(await gateway.cancelTask(taken.taskSid, 'the call ended')).toMatchObject({ ok: true })
  expect(await gateway.acceptReservation(taken)).toMatchObject(over)
  expect(await gateway.advanceReservation(taken, 'completed')).toMatchObject(over)
})

it('what is not yet so is refused', async () => {
  expect(await gateway.advanceReservation(taken, 'completed')).toMatchObject({
    ok: false,
    failure: { kind: 'refused' },
  })
})

it('a Task whose creation was not answered is found by what it is for, as long as it is open', async () => {
  const worker = await gateway.ensureWorker('tenant_main_user_ada', {})
  if (!worker.ok) throw new Error(worker.failure.message)
  const attributes = { call_id: 'call_1', party_id: 'agent_1' }
  expect(await gateway.findTask(attributes)).toEqual({ ok: true, value: null })
  const made = await gateway.createTask({ ...worker.value, attributes })
  expect(await gateway.findTask(attributes)).toEqual(made)
  expect(await gateway.findTask({ ...attributes, party_id: 'agent_2' })).toMatchObject({
    value: null,
  })
  if (made.ok) await gateway.cancelTask(made.value.taskSid, 'over')
  expect(await gateway.findTask(attributes)).toMatchObject({ value: null })
})

it('what was never there is gone', async () => {
  const unknown = { ...taken, reservationSid: `WR${'0'.repeat(32)}` }
  expect(await gateway.acceptReservation(unknown)).toMatchObject(over)
})
