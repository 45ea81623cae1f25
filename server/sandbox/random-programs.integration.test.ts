import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { control } from './rest/testing/control.ts'
import { startRig, until } from './rest/testing/rig.ts'
import type { Rig } from './rest/testing/rig.ts'
import { ask } from './testing/ask.ts'
import { advance, AGENT, CALLERS, performAct, withWorkflow } from './testing/perform-act.ts'
import { RANDOM_ACTS } from './testing/random-acts.ts'
import type { RandomAct } from './testing/random-acts.ts'
import {
  IN_CONFERENCE,
  IN_QUEUE,
  IN_WORKFLOW,
  randomTwiml,
  randomWaitTwiml,
} from './testing/random-twiml.ts'
import { expectAllOver, expectOrderlyTasks, OVER, snapshotOf } from './testing/snapshot.ts'

/** How many programs are tried; more with `RANDOM_RUNS=2000`. fast-check prints the seed of what failed. */
const RUNS = Number(process.env['RANDOM_RUNS'] ?? 40)
/** The suite tries the same programs each time; longer runs name other seeds. */
const SEED = Number(process.env['RANDOM_SEED'] ?? 1)
const MOST_ACTS = 8

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
  const { activities, workspaceSid } = rig.description
  await rig.client.taskrouter.v1.workspaces(workspaceSid).workers.create({
    friendlyName: 'ann',
    attributes: JSON.stringify({ contact_uri: AGENT }),
    activitySid: activities['Available'] ?? '',
  })
})
afterAll(() => rig.close())

/** What the application answers, and what happens. */
const programOf = (voice: fc.Arbitrary<string>, act: fc.Arbitrary<RandomAct>) =>
  fc.record({
    voice,
    next: randomTwiml,
    wait: randomWaitTwiml,
    acts: fc.array(act, { maxLength: MOST_ACTS, size: 'max' }),
  })

/** Chance alone would seldom act on a Task while it is there. */
const program = fc.oneof(
  programOf(randomTwiml, RANDOM_ACTS.anything),
  programOf(fc.constant(IN_CONFERENCE), RANDOM_ACTS.aroundConferences),
  programOf(fc.constant(IN_QUEUE), RANDOM_ACTS.aroundQueues),
  programOf(fc.constant(IN_WORKFLOW), RANDOM_ACTS.aroundTasks),
)

async function begin(documents: { voice: string; next: string; wait: string }): Promise<void> {
  await control(rig.description.baseUrl, 'POST', '/reset', { keepConfiguration: true })
  for (const [i, number] of [...CALLERS, AGENT].entries())
    await rig.phones.make(number, 400 + 100 * i)
  await rig.onCall(withWorkflow(rig, documents.voice))
  rig.app.answer('/next', withWorkflow(rig, documents.next))
  rig.app.answer('/wait', documents.wait)
  rig.app.received.length = 0
  await performAct(rig, { does: 'enter activity', activity: 'Available' }, '')
}

async function allIsOver(): Promise<void> {
  const { accountSid } = rig.description
  await until(async () => {
    for (const { sid, status } of (await snapshotOf(rig)).calls) {
      if (OVER.has(status)) continue
      const call = `/api/2010-04-01/Accounts/${accountSid}/Calls/${sid}.json`
      await ask(rig, call, { Status: 'completed' })
    }
    await advance(rig, 60_000)
    const ended = await snapshotOf(rig)
    expectAllOver(ended)
    expectOrderlyTasks(ended)
  })
}

test(
  'whatever documents, REST and callers do, calls end, and leave nothing open',
  async () => {
    await fc.assert(
      fc.asyncProperty(program, async ({ acts, ...documents }) => {
        await begin(documents)
        const callSid = await rig.phones.dial(CALLERS[0], rig.number)
        await until(() => expect(rig.app.at('/voice')).not.toEqual([]))
        await advance(rig, 0)
        for (const act of acts) await performAct(rig, act, callSid)
        await allIsOver()
      }),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    )
  },
  30_000 + RUNS * 1000,
)
