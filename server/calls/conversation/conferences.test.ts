import {
  array,
  assert,
  boolean,
  constant,
  constantFrom,
  nat,
  oneof,
  property,
  record,
} from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { expect, it } from 'vitest'
import type { Action, DeskSign, FarEnd, Wish } from '../../testing/model/conference-actions.ts'
import { ADA, GRACE } from '../../testing/model/conference-wishes.ts'
import { PRELUDES, World } from '../../testing/model/conference-world.ts'
import type { Fate } from '../../testing/model/model-twilio.ts'

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
  'retrieve-requested',
  'retrieve-requested',
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
const by = oneof({ weight: 6, arbitrary: constant(ADA) }, { weight: 1, arbitrary: constant(GRACE) })
const sign = constantFrom<DeskSign>('silent', 'lost', 'comes back', 'comes back')
const prelude = constantFrom(...PRELUDES)
const action: Arbitrary<Action> = oneof(
  { weight: 8, arbitrary: record({ kind: constant('command' as const), fate }) },
  { weight: 9, arbitrary: record({ kind: constant('callback' as const), which, how }) },
  { weight: 2, arbitrary: record({ kind: constant('time' as const), ms: nat(6000) }) },
  { weight: 4, arbitrary: record({ kind: constant('far-end' as const), which, does }) },
  {
    weight: 5,
    arbitrary: record({
      kind: constant('asks' as const),
      what: wish,
      which,
      by,
    }),
  },
  {
    weight: 3,
    arbitrary: record({
      kind: constant('reserves' as const),
      by: constantFrom(ADA, 'tenant_main_user_cara'),
      callWaiting: constantFrom(false, false, true),
    }),
  },
  { weight: 3, arbitrary: record({ kind: constant('desk' as const), does: sign, by }) },
  {
    weight: 1,
    arbitrary: oneof(
      constant<Action>({ kind: 'conference-ends' }),
      constant<Action>({ kind: 'restart' }),
      record({ kind: constant('music' as const), plays: boolean() }),
    ),
  },
)

const RUNS = 30_000
/** One run is like the next. `PROPERTY_SEED` looks elsewhere. */
const SEED = Number(process.env['PROPERTY_SEED'] ?? 20_261_130)
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
  'reserved',
  'returning',
  'taking back',
  'requeue',
  'talking again',
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
    property(
      prelude,
      boolean(),
      array(action, { maxLength: 60, size: 'max' }),
      (where, lists, actions) => {
        const world = new World()
        world.twilio.listsWaiting = lists
        world.begin(where)
        for (const each of actions) world.act(each)
        world.settle()
        world.compare()
        world.checkRest()
        for (const place of world.reached) reached.set(place, (reached.get(place) ?? 0) + 1)
      },
    ),
    { numRuns: RUNS, seed: SEED },
  )
  // What no sequence ever reaches is not tested.
  for (const place of PLACES)
    expect(`${place} ${(reached.get(place) ?? 0) > 10}`).toBe(`${place} true`)
}, 600_000)
