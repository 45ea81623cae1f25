import { afterAll, beforeAll, expect, it } from 'vitest'
import { fakeGateway } from '../../testing/fake-gateway.ts'
import { openOffice } from '../../testing/office.ts'
import type { Store } from '../../store/store.ts'
import { ADA, ActingOffice, GRACE } from '../../testing/acting-twilio/acting-office.ts'

import type { Fault, Method, Strike } from '../../testing/acting-twilio/faulty-gateway.ts'
import { JOURNEYS } from '../../testing/acting-twilio/journeys.ts'
import { makeDraft } from '../../contract/wrap-up-draft.ts'

/*
 * Every request that the server makes in the course of a conversation fails once, in every way: nobody may be lost by that,
 * and no agent blamed. The requests are those that are made when all goes well: a new one is in the matrix by itself.
 */

/** Made once: passwords take a while. */
let store: Store
beforeAll(async () => {
  const office = await openOffice()
  store = office.store
  await office.close(true)
})
afterAll(() => store.destroy())

async function travel(name: string, strike: Strike | null): Promise<readonly Method[]> {
  await store.deleteFrom('calls').execute()
  await store.deleteFrom('history').execute()
  await store.deleteFrom('wrap_ups').execute()
  const at = await ActingOffice.open(store, strike)
  try {
    await JOURNEYS[name]?.(at)
    await rest(at, name)
    return at.asked
  } finally {
    await at.office.close(true)
  }
}

/** In the end everybody is out, every Task is closed, and the agents are where they were. */
const BLAME = new Set(['missed', 'failed'])

async function rest(at: ActingOffice, name: string): Promise<void> {
  const { office, account } = at
  const wrapUp = async () => {
    const draft = makeDraft({ dispositionId: 'resolved' })
    for (const { callId } of office.calls.all()) {
      for (const identity of [ADA, GRACE]) await office.wrapUps.complete(identity, callId, draft)
    }
  }
  const over = () =>
    office.calls.all().every(({ phase }) => phase.kind === 'ended') &&
    account.legs.every(({ status }) => status === 'completed')
  await at.until('everybody is out', over)
  const closed = () =>
    account.tasks.every(({ status }) => status === 'completed' || status === 'canceled')
  await at.until('every Task is closed', closed, wrapUp)
  // The server may have made the Worker of a supervisor meanwhile, who is at no desk.
  const agents = () => account.workers.filter(({ identity }) => [ADA, GRACE].includes(identity))
  const routed = () => agents().every(({ activitySid }) => activitySid === 'WA-available')
  await at.until('both agents are available', routed)
  expect(agents()).toHaveLength(2)
  const entries = await store.selectFrom('history').select(['identity', 'outcome']).execute()
  const rang = name === 'a caller who gives up while a desk rings' ? ['missed'] : []
  const blamed = entries.map(({ outcome }) => outcome).filter((each) => BLAME.has(each))
  expect(blamed.filter((each) => !rang.includes(each))).toEqual([])
}

/** Of each request: its answer is lost, and it fails in one of the other ways, each in turn. `FAULT_MATRIX=full` for all. */
const NOT_DONE: readonly Fault[] = ['429', '503', '401', 'time-out']
function faultsOf(index: number): readonly Fault[] {
  if (process.env['FAULT_MATRIX'] === 'full') return [...NOT_DONE, 'lost answer']
  return [NOT_DONE[index % NOT_DONE.length] ?? '503', 'lost answer']
}

const met = new Set<Method>()
/** What was asked up to a request that has failed already: journeys that begin alike need not fail alike. */
const done = new Set<string>()

it.each(Object.keys(JOURNEYS))(
  '%s, whatever request fails once',
  async (name) => {
    const asked = await travel(name, null)
    const failure: string[] = []
    for (const [index, method] of asked.entries()) {
      const soFar = asked.slice(0, index + 1).join(' ')
      if (done.has(soFar)) continue
      done.add(soFar)
      const nth = asked.slice(0, index).filter((each) => each === method).length
      for (const fault of faultsOf(done.size)) {
        await travel(name, { method, nth, fault }).then(
          (more) => more.forEach((each) => met.add(each)),
          (error: unknown) => failure.push(`${method} ${nth} ${fault}: ${String(error)}`),
        )
      }
    }
    expect(asked.length).toBeGreaterThan(0)
    expect(failure).toEqual([])
  },
  600_000,
)

/**
 * Asked at the start alone, which has a test of its own; after a restart, or a report that was lost; and by what looks after
 * Workers and strangers' calls, in tests of its own.
 */
const ELSEWHERE: readonly Method[] = [
  'workspace',
  'pendingReservations',
  'provision',
  'recordingStatus',
  'ensureWorker',
  'describeWorker',
  'liveCalls',
]

it('no request of the gateway is left out', () => {
  const all = Object.keys(fakeGateway()).filter((name) => !FAKE_ONLY.has(name))
  expect([...new Set([...met, ...ELSEWHERE])].toSorted()).toEqual(all.toSorted())
})

const FAKE_ONLY = new Set(['requests', 'fail', 'say', 'of', 'rewriteWorker'])
