import { afterEach, describe, expect, it } from 'vitest'
import { paths } from '../contract/commands.ts'
import { bearer, openOffice } from '../testing/office.ts'
import type { Office, OfficeOptions } from '../testing/office.ts'
import { until } from '../testing/until.ts'
import { webhookPaths } from '../twilio/urls.ts'

const ADA = 'tenant_main_user_ada'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const number = (last: number) => `+1415555${String(last).padStart(4, '0')}`
const toNumber = (last: number) => ({ target: { kind: 'number', number: number(last) } })

let office: Office
let ada: Record<string, string>

async function open(environment: OfficeOptions['environment'] = {}): Promise<void> {
  office = await openOffice({ environment })
  ada = bearer(await office.signIn('ada'))
}
afterEach(() => office.close())

async function asks(path: string, body: object, token = ada): Promise<string> {
  const reply = (await office.post(path, body, token)).json<{
    callId?: string
    error?: { code: string }
  }>()
  return reply.error?.code ?? reply.callId ?? 'accepted'
}

/** Time passes; her access token does not last that long. */
async function passes(ms: number): Promise<void> {
  office.clock.advance(ms)
  ada = bearer(await office.signIn('ada'))
}

/** How often each answer came. */
function counted(answers: readonly string[]): Record<string, number> {
  const all = Map.groupBy(answers, (answer) => answer.replace(/^call_.*/u, 'accepted'))
  return Object.fromEntries([...all].map(([answer, same]) => [answer, same.length]))
}

/** Ada talks to a telephone that she has called. */
async function talks(last = 100): Promise<string> {
  const callId = await asks(paths.calls, toNumber(last))
  const form = { CallSid: `CA-desk-${callId}`, From: `client:${ADA}`, callId }
  await office.webhook(webhookPaths.client, form)
  await office.webhook(office.urls.conferenceStatus(callId, 1), {
    StatusCallbackEvent: 'participant-join',
    ConferenceSid: 'CF1',
    CallSid: `CA-desk-${callId}`,
    ParticipantLabel: `agent_${callId}`,
  })
  await until('it rings', () => rung().includes(number(last)))
  const answered = { CallSid: `CA-customer-${callId}`, CallStatus: 'in-progress' }
  await office.webhook(office.urls.legStatus(callId, 'customer'), answered)
  return callId
}

async function hangsUp(callId: string): Promise<void> {
  await asks(paths.hangUp(callId), {})
  const over = { CallSid: `CA-customer-${callId}`, CallStatus: 'completed' }
  await office.webhook(office.urls.legStatus(callId, 'customer'), over)
  await office.webhook(office.urls.conferenceStatus(callId, 1), {
    StatusCallbackEvent: 'conference-end',
    ConferenceSid: 'CF1',
  })
  await until('it is over', () => office.calls.find(callId)?.phase.kind === 'ended')
}

function rings(): readonly { to: string; timeLimitSeconds?: number }[] {
  // What the double was given is the gateway's request.
  return office.gateway.of('ring') as { to: string; timeLimitSeconds?: number }[]
}
const rung = () => rings().map(({ to }) => to)
const health = async () => (await office.app.inject({ url: '/health' })).json<object>()

describe('parties of a call', () => {
  it('are limited although sixty are asked for in the same instant', async () => {
    await open()
    const callId = await talks()
    const add = (_: unknown, index: number) => asks(paths.parties(callId), toNumber(200 + index))
    const answers = await Promise.all(Array.from({ length: 60 }, add))
    expect(counted(answers)).toEqual({ accepted: 8, 'party-limit': 52 })
    await until('those are rung', () => rings().length === 9)
    expect(await health()).toMatchObject({ status: 'ok', dialling: 'limit-reached' })
  })

  it('leave room when they have left', async () => {
    await open({ CORDBOARD_PARTIES_PER_CALL: '1' })
    const callId = await talks()
    expect(await asks(paths.parties(callId), toNumber(201))).toBe('accepted')
    expect(await asks(paths.parties(callId), toNumber(202))).toBe('party-limit')
    const phase = office.calls.find(callId)?.phase
    const partyId = phase?.kind === 'active' ? (phase.parties.at(-1)?.partyId ?? '') : ''
    const busy = { CallSid: 'CA-leg-2', CallStatus: 'busy' }
    await office.webhook(office.urls.legStatus(callId, partyId), busy)
    expect(await asks(paths.parties(callId), toNumber(202))).toBe('accepted')
  })

  it('are limited when one is consulted, too', async () => {
    await open({ CORDBOARD_AGENT_LEGS: '1' })
    const callId = await talks()
    const body = { ...toNumber(201), kind: 'warm', reason: '' }
    expect(await asks(paths.transfer(callId), body)).toBe('agent-leg-limit')
    expect(await asks(paths.transfer(callId), { ...body, kind: 'cold' })).toBe('agent-leg-limit')
  })
})

describe('calls of an agent', () => {
  it('are limited in a minute, and only then', async () => {
    await open()
    const answers: string[] = []
    for (let index = 0; index < 100; index += 1) {
      const answer = await asks(paths.calls, toNumber(index))
      answers.push(answer)
      if (answer.startsWith('call_')) await asks(paths.hangUp(answer), {})
    }
    expect(counted(answers)).toEqual({ accepted: 20, 'agent-call-rate': 80 })
    const grace = bearer(await office.signIn('grace'))
    expect(await asks(paths.calls, toNumber(1), grace)).toMatch(/^call_/u)
    office.clock.advance(MINUTE)
    expect(await asks(paths.calls, toNumber(1))).toMatch(/^call_/u)
  })

  it('and of the account', async () => {
    await open({ CORDBOARD_ACCOUNT_CALLS_PER_MINUTE: '2' })
    const grace = bearer(await office.signIn('grace'))
    const tokens = [ada, grace, bearer(await office.signIn('joan'))]
    const answers = await Promise.all(tokens.map((token) => asks(paths.calls, toNumber(1), token)))
    expect(counted(answers)).toEqual({ accepted: 2, 'account-call-rate': 1 })
  })

  it('which are refused for another reason count for nothing', async () => {
    await open({ CORDBOARD_AGENT_LEGS: '1' })
    for (const typed of ['+19005550100', '911', '+442079460321']) {
      await asks(paths.calls, { target: { kind: 'number', number: typed } })
    }
    expect(await asks(paths.calls, toNumber(1))).toMatch(/^call_/u)
  })
})

describe('minutes of a day', () => {
  const limited = { CORDBOARD_AGENT_MINUTES_PER_DAY: '60' }

  it('are counted while and after somebody talks, and forgotten a day later', async () => {
    await open(limited)
    const callId = await talks()
    await passes(61 * MINUTE)
    expect(await asks(paths.parties(callId), toNumber(201))).toBe('agent-minute-limit')
    await hangsUp(callId)
    expect(await asks(paths.calls, toNumber(1))).toBe('agent-minute-limit')
    await passes(25 * HOUR)
    expect(await asks(paths.calls, toNumber(1))).toMatch(/^call_/u)
    await until('the old leg is deleted', async () => {
      const kept = await office.store.selectFrom('dialled_legs').select('call_id').execute()
      return kept.every((leg) => leg.call_id !== callId)
    })
  })

  it('outlive a restart in the middle of a call', async () => {
    await open(limited)
    await talks()
    await passes(61 * MINUTE)
    const { store, clock, gateway } = office
    gateway.say({ callStatus: 'completed' })
    await office.close(true)
    office = await openOffice({ environment: limited, store, clock, gateway })
    await office.calls.recover()
    await office.dialling.recover()
    ada = bearer(await office.signIn('ada'))
    expect(await asks(paths.calls, toNumber(1))).toBe('agent-minute-limit')
  })

  it('are told before they are used up', async () => {
    await open(limited)
    expect(await health()).toMatchObject({ dialling: 'ok' })
    const callId = await talks()
    await passes(50 * MINUTE)
    expect(await asks(paths.parties(callId), toNumber(201))).toBe('accepted')
    expect(await health()).toMatchObject({ dialling: 'near-limit' })
  })
})

describe('every leg of a telephone', () => {
  it('has an end, and no leg of a desk has one of ours', async () => {
    await open()
    const callId = await talks()
    expect(rings()).toMatchObject([{ to: number(100), timeLimitSeconds: 4 * 3600 }])
    const ready = { device: 'registered', microphone: 'live', worker: 'connected' } as const
    office.presence.report('tenant_main_user_grace', ready)
    const body = { target: { kind: 'teammate', userId: 'grace' } }
    expect(await asks(paths.parties(callId), body)).toBe('accepted')
    await until('Grace is rung', () => rings().length === 2)
    expect(rings()[1]).not.toHaveProperty('timeLimitSeconds')
  })

  it('is asked for in one place, where the policy is asked again', async () => {
    await open({ CORDBOARD_DIAL_COUNTRIES: 'GB' })
    const callId = await asks(paths.calls, { target: { kind: 'number', number: '+442079460321' } })
    const { store, clock, gateway } = office
    // Restarted with a narrower policy, before anybody was rung.
    await office.close(true)
    office = await openOffice({ store, clock, gateway })
    await office.calls.recover()
    await office.calls.dispatch(callId, { kind: 'device-connected', callSid: 'CA-desk' })
    const who = { label: `agent_${callId}`, callSid: 'CA-desk' }
    await office.calls.dispatch(callId, {
      kind: 'participant-joined',
      participant: who,
      place: 1,
      conferenceSid: 'CF1',
    })
    await until('it failed', () => office.calls.find(callId)?.phase.kind === 'ended')
    expect(rung()).toEqual([])
  })
})

it('refuses alike what is dialled, transferred to, consulted and added', async () => {
  await open()
  const callId = await talks()
  const barred = {
    '+19005550100': 'premium-number',
    '+881612345678': 'satellite-number',
    '+442079460321': 'country-not-allowed',
    '112': 'emergency-not-allowed',
  }
  for (const [typed, code] of Object.entries(barred)) {
    const target = { kind: 'number', number: typed }
    expect(await asks(paths.calls, { target })).toBe(code)
    expect(await asks(paths.parties(callId), { target })).toBe(code)
    for (const kind of ['cold', 'warm']) {
      expect(await asks(paths.transfer(callId), { target, kind, reason: '' })).toBe(code)
    }
  }
  expect(rung()).toEqual([number(100)])
})
