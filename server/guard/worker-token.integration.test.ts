import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { Agent } from '../testing/agent.ts'
import { attackWith } from '../testing/attacker.ts'
import type { Attacker } from '../testing/attacker.ts'
import { startContactCentre } from '../testing/contact-centre.ts'
import type { ContactCentre } from '../testing/contact-centre.ts'
import { until } from '../testing/until.ts'

/** What an agent's own token and the unmodified Worker SDK get done at Twilio, and what the server makes of it. */

const CUSTOMER = '+15005552001'
const BARRED = '+15005552999'
const GRACES = 'client:tenant_main_user_grace'

/** A sweep of the account's calls, and the time that a busy machine takes. */
const SWEPT = 25_000

let centre: ContactCentre
let ada: Agent
let grace: Agent
let attacker: Attacker

beforeAll(async () => {
  vi.stubGlobal('WebSocket', WebSocket)
  centre = await startContactCentre()
  await centre.tonePhone(CUSTOMER, 440, 0)
  await centre.tonePhone(BARRED, 900, 0)
})
afterAll(async () => {
  await centre.close()
  vi.unstubAllGlobals()
})

beforeEach(async () => {
  ada = await Agent.at(centre, 'ada', 300)
  grace = await Agent.at(centre, 'grace', 350)
  attacker = await attackWith(await ada.client.twilioAccess())
})
afterEach(async () => {
  await ada.becomes('Offline')
  await grace.becomes('Offline')
  await centre.hangUpAll([CUSTOMER, BARRED])
  await until('nobody waits', async () => (await stateOf(CUSTOMER)) !== 'in-progress')
  await attacker.close()
  await Promise.all([ada.close(), grace.close()])
})

const attributes = async () => {
  const { attributes: json } = await centre.workspace.workers(ada.workerSid).fetch()
  return JSON.parse(json)
}

const customerRings = () => centre.phone('POST', `/${CUSTOMER}/dial`, { to: centre.number })

const stateOf = async (number: string) =>
  (await centre.phone('GET', `/${number}`)).call?.state ?? 'none'

/** Whose call it is that reaches the other agent now. */
async function ringsGrace(): Promise<string | null> {
  await grace.becomes('Available')
  return (await grace.device.rung()).params.get('callId')
}

async function barredIs(state: string): Promise<boolean> {
  return until(`it is ${state}`, async () => (await stateOf(BARRED)) === state, SWEPT)
}

describe('a Worker that its agent rewrites', () => {
  it('is restored, skills and name too', async () => {
    const before = await attributes()
    await attacker.worker.setAttributes({ ...before, contact_uri: GRACES, skills: ['all'] })
    await until('it is as before', async () => {
      expect(await attributes()).toEqual(before)
      return true
    })
  })

  it('rings nobody else’s desk', async () => {
    const before = await attributes()
    await attacker.worker.setAttributes({ ...before, contact_uri: GRACES })
    await ada.becomes('Available')
    await customerRings()
    const { params } = await ada.device.rung()
    expect(params.get('callId')).toMatch(/^call_/)
  })
})

describe('a Task that an agent makes', () => {
  it('is ended, rings no desk, and nobody that it names stays on a line', async () => {
    await ada.becomes('Available')
    const [workflow] = await centre.workspace.workflows.list()
    const [queue] = await centre.workspace.taskQueues.list()
    const { sid } = workflow ?? { sid: '' }
    const used = attacker.usesNext((reservation) =>
      reservation.call(centre.number, attacker.twimlUrl, { to: BARRED }),
    )
    const taskSid = await attacker.worker.createTask(BARRED, centre.number, sid, queue?.sid ?? '')
    await until('it is ended', async () => {
      const task = await centre.workspace.tasks(taskSid).fetch()
      return task.assignmentStatus === 'canceled' || task.assignmentStatus === 'completed'
    })
    await used
    await until('nobody is there', async () => (await stateOf(BARRED)) !== 'in-progress', SWEPT)
    expect(ada.client.newest?.calls ?? []).toEqual([])
  })
})

describe('a Reservation that an agent uses without the server', () => {
  let callId: string | null
  beforeEach(async () => {
    await ada.becomes('Available')
    await customerRings()
    callId = (await ada.device.rung()).params.get('callId')
    // What is offered to her stays offered, and TaskRouter does not choose her again.
    await ada.becomes('Offline')
  })

  it('to call a number that the server would refuse: that call is ended', async () => {
    const reservation = await attacker.offered()
    await reservation.call(centre.number, attacker.twimlUrl, { to: BARRED })
    await barredIs('in-progress')
    expect(await barredIs('ended')).toBe(true)
  })

  it('to make Twilio tell the server a lie: nothing is believed', async () => {
    const reservation = await attacker.offered()
    const lie = `${centre.url}/webhooks/voice/leg-status?callId=${callId}&partyId=customer`
    await reservation.call(centre.number, `${centre.url}/webhooks/voice/inbound`, {
      to: BARRED,
      statusCallbackUrl: lie,
    })
    await barredIs('ended')
    const { calls } = await ada.client.sees('the caller', (desk) => desk.calls[0] && desk)
    expect(calls.map((call) => [call.callId, call.state.kind])).toEqual([[callId, 'ringing']])
  })

  it('to accept it: its caller reaches somebody else', async () => {
    await (await attacker.offered()).accept()
    expect(await ringsGrace()).toBe(callId)
  })

  it('to bring its caller to a number: Twilio refuses, and the caller waits on', async () => {
    const reservation = await attacker.offered()
    const asked = reservation.conference({ from: centre.number, to: BARRED })
    await expect(asked).rejects.toThrow('<Enqueue>')
    expect(await stateOf(CUSTOMER)).toBe('in-progress')
    expect(['none', 'ended']).toContain(await stateOf(BARRED))
    await reservation.reject()
    expect(await ringsGrace()).toBe(callId)
  })

  it('to send its caller elsewhere: the caller is back in the queue', async () => {
    const reservation = await attacker.offered()
    const { call_sid: callSid } = reservation.task.attributes as Record<string, string>
    await reservation.redirect(callSid ?? '', attacker.twimlUrl, {})
    expect(await ringsGrace()).toBe(callId)
  })

  it('to reject it: its caller reaches somebody else', async () => {
    await (await attacker.offered()).reject()
    expect(await ringsGrace()).toBe(callId)
  })
})
