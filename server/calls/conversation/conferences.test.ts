import { array, assert, constant, constantFrom, nat, oneof, property, record } from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { expect, it } from 'vitest'
import { ADA, GRACE, PRELUDES, World } from '../../testing/conference-world.ts'
import type { Action, FarEnd, Wish } from '../../testing/conference-world.ts'
import type { Fate } from '../../testing/model-twilio.ts'

const fate = oneof(
  { weight: 12, arbitrary: constant<Fate>('done') },
  { weight: 3, arbitrary: constantFrom<Fate>('refused', 'lost-request', 'lost-reply') },
)
const which = nat(7)
const wish = constantFrom<Wish>(
  'warm-teammate',
  'warm-teammate',
  'warm-number',
  'cold-teammate',
  'cold-number',
  'queue',
  'complete',
  'complete',
  'cancel',
  'swap',
  'swap',
  'join',
  'hold-requested',
  'mute-requested',
  'add-requested',
  'remove-requested',
  'leave-requested',
  'hang-up-requested',
  'set-aside-requested',
  'set-aside-requested',
  'resume-requested',
  'merge-requested',
  'adopt',
  'agent-access-ended',
  'pause-recording',
  'pause-recording',
  'resume-recording',
)
const how = oneof(
  { weight: 8, arbitrary: constant('once' as const) },
  { weight: 3, arbitrary: constantFrom('twice' as const, 'lost' as const) },
)
const does = oneof(
  { weight: 5, arbitrary: constant<FarEnd>('answers') },
  { weight: 3, arbitrary: constantFrom<FarEnd>('busy', 'no-answer', 'hangs-up') },
  { weight: 2, arbitrary: constantFrom<FarEnd>('speaks', 'is silent') },
)
const prelude = constantFrom(...PRELUDES)
const action: Arbitrary<Action> = oneof(
  { weight: 8, arbitrary: record({ kind: constant('command' as const), fate }) },
  { weight: 9, arbitrary: record({ kind: constant('callback' as const), which, how }) },
  { weight: 2, arbitrary: record({ kind: constant('time' as const), ms: nat(4000) }) },
  { weight: 4, arbitrary: record({ kind: constant('far-end' as const), which, does }) },
  {
    weight: 5,
    arbitrary: record({
      kind: constant('asks' as const),
      what: wish,
      which,
      by: oneof({ weight: 6, arbitrary: constant(ADA) }, { weight: 1, arbitrary: constant(GRACE) }),
    }),
  },
)

const RUNS = 30_000
const PLACES = [
  'warm ringing',
  'warm consulting',
  'warm swapped',
  'warm joined',
  'cold ringing',
  'taken over',
  'teammate inbound',
  'teammate outbound',
  'without an agent',
  'queued',
  'ended',
  'set aside',
  'merging',
  'merged',
  'adopted',
  'recording on null',
  'recording on pause',
  'recording on resume',
  'recording paused null',
  'recording paused resume',
  'recording failed null',
]

it('keeps its promises to the customer, whatever agents, Twilio and the network do', () => {
  const reached = new Map<string, number>()
  assert(
    property(prelude, array(action, { maxLength: 60, size: 'max' }), (where, actions) => {
      const world = new World()
      world.begin(where)
      for (const each of actions) world.act(each)
      world.settle()
      world.compare()
      world.checkRest()
      for (const place of world.reached) reached.set(place, (reached.get(place) ?? 0) + 1)
    }),
    // The search for the smallest counterexample must end before the test's own time. Fewer runs are a failure.
    { numRuns: RUNS, interruptAfterTimeLimit: 100_000, markInterruptAsFailure: true },
  )
  // What no sequence ever reaches is not tested.
  for (const place of PLACES)
    expect(`${place} ${(reached.get(place) ?? 0) > 50}`).toBe(`${place} true`)
}, 120_000)
