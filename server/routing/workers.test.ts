import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Agent } from '../contract/session.ts'
import { openStore } from '../store/store.ts'
import type { Store } from '../store/store.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { fakeGateway, unreachable } from '../testing/fake-gateway.ts'
import { until } from '../testing/until.ts'
import { createWorkerStore } from './worker-store.ts'
import { RESTORE_RETRY_MS, REVIEW_MS } from './worker-review.ts'
import { createWorkers } from './workers.ts'
import type { WorkersDeps } from './workers.ts'

const ada: Agent = {
  userId: 'ada',
  username: 'ada',
  displayName: 'Ada',
  identity: 'tenant_main_user_ada',
  role: 'agent',
}
const bob: Agent = { ...ada, userId: 'bob', displayName: 'Bob', identity: 'tenant_main_user_bob' }
const ADAS = { contact_uri: 'client:tenant_main_user_ada', name: 'Ada', role: 'agent' }

let store: Store
beforeEach(async () => {
  store = await openStore(':memory:')
})
afterEach(() => store.destroy())

function rig(given: Partial<WorkersDeps> & { gateway?: ReturnType<typeof fakeGateway> } = {}) {
  const { gateway = fakeGateway() } = given
  const clock = fakeClock()
  const alarms: (readonly [string, unknown])[] = []
  const workers = createWorkers({
    clock,
    log: pino({ level: 'silent' }),
    alarms: { raise: (kind, facts) => void alarms.push([kind, facts]) },
    store: createWorkerStore(store),
    rule: 'server',
    callWaiting: false,
    agent: async (identity) => [ada, bob].find((agent) => agent.identity === identity) ?? null,
    onWorkerKnown: () => undefined,
    random: () => 0.5,
    ...given,
    gateway,
  })
  const sidOf = async (agent: Agent) => {
    const found = await workers.ensure(agent)
    if (!found.ok) throw new Error('no Worker')
    return found.value.workerSid
  }
  const describes = () =>
    gateway.of('describeWorker').map((request) => {
      const { workerSid, friendlyName, attributes } = request as Record<string, string>
      return { workerSid, friendlyName, attributes: JSON.parse(attributes ?? '') as unknown }
    })
  return { gateway, clock, alarms, workers, sidOf, describes }
}

describe('room for a second call', () => {
  const capacities = ({ gateway }: ReturnType<typeof rig>) =>
    gateway.of('setVoiceCapacity').map((each) => (each as { capacity: number }).capacity)

  it('is each Worker’s with call waiting, and gone while the agent wants no second', async () => {
    const made = rig({ callWaiting: true })
    const workerSid = await made.sidOf(ada)
    expect(capacities(made)).toEqual([2])
    await made.workers.limitToOneCall(workerSid)
    await made.workers.allowSecondCall(ada.identity)
    await made.workers.allowSecondCall(ada.identity)
    expect(capacities(made)).toEqual([2, 1, 2])
  })

  it('that could not be given back is given back after the next call', async () => {
    const made = rig({ callWaiting: true })
    const workerSid = await made.sidOf(ada)
    await made.workers.limitToOneCall(workerSid)
    made.gateway.fail('setVoiceCapacity', unreachable)
    await made.workers.allowSecondCall(ada.identity)
    made.gateway.fail('setVoiceCapacity', null)
    await made.workers.allowSecondCall(ada.identity)
    expect(capacities(made)).toEqual([2, 1, 2, 2])
  })

  it('is left to anybody who runs the Workspace without call waiting', async () => {
    const made = rig()
    await made.workers.limitToOneCall(await made.sidOf(ada))
    await made.workers.allowSecondCall(ada.identity)
    expect(capacities(made)).toEqual([])
  })
})

describe('a Worker', () => {
  it('is known by its SID, also after a restart, whatever it is called', async () => {
    const first = rig()
    const workerSid = await first.sidOf(ada)
    first.gateway.rewriteWorker(workerSid, { friendlyName: bob.identity })
    const { workers, alarms, sidOf, describes } = rig({ gateway: first.gateway })
    await workers.recover()
    expect(await workers.agentOf(workerSid)).toEqual(ada)
    expect(await sidOf(ada)).toBe(workerSid)
    expect(describes()).toEqual([{ workerSid, friendlyName: ada.identity, attributes: ADAS }])
    expect(alarms).toEqual([['worker-renamed', { identity: ada.identity, workerSid }]])
    workers.close()
  })

  it('is nobody else’s under a name that it was given to seem so', async () => {
    const { gateway, sidOf, alarms, workers } = rig()
    const workerSid = await sidOf(ada)
    const { ensureWorker } = gateway
    let renamed = true
    gateway.ensureWorker = async (name, attributes) => {
      const found = await ensureWorker(name, attributes)
      if (!renamed || !found.ok) return found
      renamed = false
      return { ok: true, value: { ...found.value, workerSid } }
    }
    expect(await sidOf(bob)).toBe(`WK-${bob.identity}`)
    expect(alarms).toEqual([['worker-renamed', { identity: ada.identity, as: bob.identity }]])
    expect(await workers.agentOf(workerSid)).toEqual(ada)
  })

  it('that was deleted at Twilio is made again', async () => {
    const { gateway, clock, workers, sidOf } = rig()
    const workerSid = await sidOf(ada)
    await workers.recover()
    gateway.fail('worker', { kind: 'gone', status: 404, code: 20404, message: 'not found' })
    clock.advance(REVIEW_MS)
    await until('it is made', () => gateway.of('ensureWorker').length === 2)
    workers.close()
    expect(gateway.of('worker')).toEqual([workerSid])
  })
})

describe('attributes that somebody has rewritten', () => {
  it('are told by name, and restored with what an administrator had chosen', async () => {
    const { gateway, workers, sidOf, alarms, describes } = rig()
    const workerSid = await sidOf(ada)
    await createWorkerStore(store).setChosen(ada.identity, { skills: ['de'] })
    await workers.recover()
    const now = JSON.stringify({ ...ADAS, contact_uri: 'client:x', skills: ['all'] })
    gateway.rewriteWorker(workerSid, { attributes: now })
    expect(workers.trusts(workerSid, now)).toBe(false)
    await until('they are restored', () => describes().length > 0)
    expect(describes()).toEqual([
      { workerSid, friendlyName: ada.identity, attributes: { ...ADAS, skills: ['de'] } },
    ])
    const attributes = ['contact_uri', 'skills']
    expect(alarms).toEqual([
      ['worker-attributes-changed', { identity: ada.identity, workerSid, attributes }],
    ])
    workers.close()
  })

  it('are told although they were changed back', async () => {
    const { workers, sidOf, alarms, gateway } = rig()
    const workerSid = await sidOf(ada)
    workers.trusts(workerSid, JSON.stringify({ ...ADAS, skills: ['all'] }))
    await until('it is told', () => alarms.length > 0)
    expect(gateway.of('describeWorker')).toEqual([])
  })

  it('are not those that the server itself has written', async () => {
    const { workers, sidOf, alarms, gateway } = rig()
    const workerSid = await sidOf(ada)
    expect(workers.trusts(workerSid, JSON.stringify(ADAS))).toBe(true)
    expect([alarms, gateway.of('worker')]).toEqual([[], []])
  })

  it('are found without an event by a look at all Workers, and tried again while Twilio fails', async () => {
    const { gateway, clock, workers, sidOf, describes } = rig()
    const workerSid = await sidOf(ada)
    await workers.recover()
    gateway.rewriteWorker(workerSid, { attributes: '{}' })
    gateway.fail('describeWorker', unreachable)
    clock.advance(REVIEW_MS)
    await until('it is tried', () => describes().length === 1)
    gateway.fail('describeWorker', null)
    await until('it is tried again', () => {
      clock.advance(RESTORE_RETRY_MS)
      return describes().length === 2
    })
    workers.close()
    const restored = { workerSid, friendlyName: ada.identity, attributes: ADAS }
    expect(describes()).toEqual([restored, restored])
  })

  it('stay where Twilio decides them, but for those that the server sets', async () => {
    const { gateway, workers, sidOf, alarms, describes } = rig({ rule: 'twilio' })
    const workerSid = await sidOf(ada)
    const skilled = JSON.stringify({ ...ADAS, skills: ['de'] })
    expect(workers.trusts(workerSid, skilled)).toBe(true)
    const now = JSON.stringify({ ...ADAS, contact_uri: 'client:x', skills: ['de'] })
    gateway.rewriteWorker(workerSid, { attributes: now })
    expect(workers.trusts(workerSid, now)).toBe(false)
    await until('it is restored', () => describes().length > 0)
    expect(describes()[0]?.attributes).toEqual({ ...ADAS, skills: ['de'] })
    expect(alarms).toHaveLength(1)
  })
})
