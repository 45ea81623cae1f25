import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { succeed } from '../../contract/result.ts'
import { fakeGateway, unreachable } from '../../testing/fake-gateway.ts'
import { assignment, caller, openOffice } from '../../testing/office.ts'
import type { Office } from '../../testing/office.ts'
import { until } from '../../testing/until.ts'
import type { TwilioFailure } from '../../twilio/gateway.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const busy: TwilioFailure = {
  kind: 'unavailable',
  status: 429,
  message: 'Too many requests',
  retryAfterMs: null,
}
const wrongKey: TwilioFailure = {
  kind: 'misconfigured',
  status: 401,
  code: 20003,
  message: 'Authenticate',
}

const callId = () => office.calls.all()[0]?.callId ?? ''
const phase = () => office.calls.all()[0]?.phase.kind
const asked = (method: Parameters<Office['gateway']['of']>[0]) => office.gateway.of(method).length

async function anOfferedCaller(): Promise<void> {
  await office.webhook(office.urls.voice, caller)
  await office.webhook(office.urls.assignment, assignment(callId()))
}

/** Lets time pass in small steps until the fact holds. */
async function later(what: string, fact: () => boolean, stepMs = 500): Promise<void> {
  await until(what, () => {
    if (fact()) return true
    office.clock.advance(stepMs)
    return false
  })
}

async function legSays(status: string, partyId = 'agent_WR1', callSid = 'CA-leg-1') {
  const form = { CallSid: callSid, CallStatus: status }
  await office.webhook(office.urls.legStatus(callId(), partyId), form)
}

describe('a desk that Twilio does not ring', () => {
  it.each([
    ['busy', busy],
    ['without an answer', unreachable],
    ['refusing the key', wrongKey],
  ])('because it is %s is rung again, and has missed nothing', async (_, failure) => {
    office.gateway.fail('ring', failure)
    await anOfferedCaller()
    await until('it was tried', () => asked('ring') === 1)
    await later('it was tried again', () => asked('ring') === 3)
    office.gateway.fail('ring', null)
    await later('it rings', () => {
      const call = office.calls.all()[0]
      return call?.phase.kind === 'reserved' && call.phase.reservation.leg.callSid !== null
    })
    expect(asked('rejectReservation')).toBe(0)
    expect(asked('setActivity')).toBe(0)
    const entries = await office.store.selectFrom('history').selectAll().execute()
    expect(entries).toEqual([])
  })

  it('is not rung twice when only the answer was lost', async () => {
    office.gateway.fail('ring', unreachable)
    await anOfferedCaller()
    await until('it was tried', () => asked('ring') === 1)
    office.gateway.fail('ring', null)
    const rings = { callSid: 'CA-leg-1', label: 'agent_WR1', hold: false, muted: false }
    office.gateway.say({ participants: [{ ...rings, answered: false }] })
    await later('it is known', () => {
      const call = office.calls.all()[0]
      return call?.phase.kind === 'reserved' && call.phase.reservation.leg.callSid === 'CA-leg-1'
    })
    expect(asked('ring')).toBe(1)
  })

  it('stays in routing when the Reservation runs out', async () => {
    office.gateway.fail('ring', busy)
    office.gateway.fail('rejectReservation', busy)
    await anOfferedCaller()
    await later('the server gives the Reservation back', () => asked('rejectReservation') > 0, 2000)
    // Too late: TaskRouter has taken the agent out of routing.
    office.gateway.say({ activitySid: 'WA-timeout' })
    office.gateway.fail('rejectReservation', {
      kind: 'gone',
      status: 400,
      code: 20001,
      message: 'Cannot reject',
      state: 'timeout',
    })
    await later('the agent is back', () => asked('setActivity') > 0)
    expect(office.gateway.of('setActivity')).toEqual([
      { workerSid: 'WK-tenant_main_user_ada', activitySid: 'WA-available' },
    ])
    expect(phase()).toBe('queued')
  })
})

describe('what must happen is tried until it is so', () => {
  it.each([
    ['busy', busy],
    ['without an answer', unreachable],
    ['refusing the key', wrongKey],
  ])('the end of a Reservation, with Twilio %s', async (_, failure) => {
    await anOfferedCaller()
    office.gateway.fail('rejectReservation', failure)
    await legSays('busy')
    await until('it was tried', () => asked('rejectReservation') === 1)
    await later('it was tried again', () => asked('rejectReservation') === 3)
    office.gateway.fail('rejectReservation', null)
    await later('it is done', () => asked('rejectReservation') === 4)
    office.clock.advance(300_000)
    await office.calls.dispatch(callId(), { kind: 'customer-left' })
    expect(asked('rejectReservation')).toBe(4)
  })

  it.each([
    ['busy', busy],
    ['without an answer', unreachable],
    ['refusing the key', wrongKey],
  ])('a customer who cannot be moved yet has not hung up, with Twilio %s', async (_, failure) => {
    await anOfferedCaller()
    await legSays('in-progress')
    office.gateway.fail('redirectCall', failure)
    await legSays('completed')
    await later('it was tried again', () => asked('redirectCall') === 3)
    expect(office.calls.all()[0]?.phase).toMatchObject({ placed: false })
    office.gateway.fail('redirectCall', null)
    await later('it is done', () => asked('redirectCall') === 4)
    await until('it is known', () => {
      const now = office.calls.all()[0]?.phase
      return now !== undefined && 'placed' in now && now.placed
    })
    expect(office.gateway.of('endCall')).not.toContain('CA1')
  })

  it('a Task for a caller who waits, whatever Twilio says against it', async () => {
    const refusal: TwilioFailure = { kind: 'refused', status: 400, code: 20001, message: 'no' }
    office.gateway.fail('createQueueTask', refusal)
    await office.webhook(office.urls.voice, caller)
    await later('it was tried again', () => asked('createQueueTask') === 3)
    office.gateway.fail('createQueueTask', null)
    await later('it is there', () => office.calls.all()[0]?.queueTasks.length === 1)
    expect(asked('createQueueTask')).toBe(4)
  })

  it('a Task of which only the answer was lost is found, and no second one is made', async () => {
    await office.close()
    const lost = { findTask: async () => succeed({ taskSid: 'WT-lost' }) }
    office = await openOffice({ gateway: { ...fakeGateway(), ...lost } })
    office.gateway.fail('createQueueTask', unreachable)
    await office.webhook(office.urls.voice, caller)
    await later('it is known', () => office.calls.all()[0]?.queueTasks.length === 1)
    expect(office.calls.all()[0]?.queueTasks).toEqual([{ queuing: 1, taskSid: 'WT-lost' }])
    expect(asked('createQueueTask')).toBe(1)
  })
})
