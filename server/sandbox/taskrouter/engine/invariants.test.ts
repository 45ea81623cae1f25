import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { RestError } from '../../http/rest-error.ts'
import { isActive, isEnded, type Reservation } from '../model/work.ts'
import { createBench } from '../testing/bench.ts'

type Desk = ReturnType<typeof createBench>

/** What somebody does next; numbers choose among what there is then. */
type Step =
  | { readonly kind: 'task'; readonly direct: boolean; readonly at: number }
  | { readonly kind: 'activity'; readonly at: number; readonly available: boolean }
  | { readonly kind: 'reservation'; readonly at: number; readonly status: string }
  | { readonly kind: 'end'; readonly at: number; readonly status: string }
  | {
      readonly kind: 'transfer'
      readonly at: number
      readonly to: number
      readonly mode: 'WARM' | 'COLD'
    }
  | { readonly kind: 'cancel'; readonly at: number }
  | { readonly kind: 'time'; readonly seconds: number }

const at = fc.nat(20)

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('task' as const), direct: fc.boolean(), at }),
  },
  fc.record({ kind: fc.constant('activity' as const), at, available: fc.boolean() }),
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('reservation' as const),
      at,
      status: fc.constantFrom(
        'accepted',
        'accepted',
        'accepted',
        'rejected',
        'wrapping',
        'completed',
      ),
    }),
  },
  fc.record({
    kind: fc.constant('end' as const),
    at,
    status: fc.constantFrom('canceled', 'wrapping', 'completed'),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('transfer' as const),
      at,
      to: at,
      mode: fc.constantFrom('WARM' as const, 'COLD' as const),
    }),
  },
  fc.record({ kind: fc.constant('cancel' as const), at }),
  fc.record({ kind: fc.constant('time' as const), seconds: fc.constantFrom(1, 60, 120) }),
)

function pick<T>(records: Iterable<T>, index: number): T | undefined {
  const all = [...records]
  return all[index % Math.max(1, all.length)]
}

function take(bench: Desk, step: Step): void {
  const { store, seed } = bench
  const { Available, Break } = seed.activities
  const worker = 'at' in step ? pick(store.workers.values(), step.at) : undefined
  const task = 'at' in step ? pick(store.tasks.values(), step.at) : undefined
  const having = (want: (each: Reservation) => boolean) =>
    'at' in step ? pick([...store.reservations.values()].filter(want), step.at) : undefined
  switch (step.kind) {
    case 'task':
      bench.task(step.direct && worker ? { RoutingTarget: worker.sid } : {})
      return
    case 'activity':
      if (worker)
        bench.changeWorker(worker.sid, { ActivitySid: step.available ? Available : Break })
      return
    case 'reservation': {
      const found = having(isActive)
      if (found) bench.changeReservation(found.sid, { ReservationStatus: step.status })
      return
    }
    case 'end':
      if (task) bench.changeTask(task.sid, { AssignmentStatus: step.status })
      return
    case 'transfer': {
      const found = having((each) => each.status === 'accepted')
      const targets = [...store.workers.keys(), ...store.queues.keys(), ...store.workflows.keys()]
      const To = pick(targets, step.to)
      if (found) bench.transfer(found, { To, Mode: step.mode })
      return
    }
    case 'cancel': {
      const open = [...store.transfers.values()].filter((each) => each.status === 'initiated')
      const transfer = pick(open, step.at)
      if (transfer) bench.cancelTransfer(transfer)
      return
    }
    case 'time':
      bench.clock.advance(step.seconds * 1000)
  }
}

/** The sentences that do not hold of the bench. */
function faultsOf({ store }: Desk): readonly string[] {
  const reservations = [...store.reservations.values()]
  const ofTasks = [...store.tasks.values()].flatMap((task) => {
    const own = reservations.filter((each) => each.taskSid === task.sid)
    const has = (status: string) => own.some((each) => each.status === status)
    const transfers = [...store.transfers.values()].filter(
      (each) => each.taskSid === task.sid && each.status === 'initiated',
    )
    const waiting = task.status === 'pending' || task.status === 'reserved'
    const moving = transfers.length > 0
    return failing({
      'a Task has one transfer at a time': transfers.length <= 1,
      'a Task that is transferred waits': !moving || waiting,
      'a Task is reserved when somebody is asked': has('pending') === (task.status === 'reserved'),
      'an assigned Task has somebody': task.status !== 'assigned' || has('accepted'),
      'an ended Task has nobody': !isEnded(task) || !own.some(isActive),
      'a waiting Task has nobody': !waiting || moving || !(has('accepted') || has('wrapping')),
    })
  })
  const ofChannels = [...store.workerChannels.values()].flatMap((channel) => {
    const held = reservations.filter(
      (each) =>
        isActive(each) &&
        each.workerSid === channel.workerSid &&
        each.taskChannelSid === channel.taskChannelSid &&
        // A Task for one Worker may ask more of it.
        store.tasks.get(each.taskSid)?.routingTarget === null,
    )
    const room = held.length <= channel.configuredCapacity
    return failing({ 'a Worker has no more than its capacity': room })
  })
  return [...ofTasks, ...ofChannels]
}

function failing(sentences: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.keys(sentences).filter((sentence) => sentences[sentence] === false)
}

it('is sound whatever anybody does in whatever order', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 30, maxLength: 50 }), (steps) => {
      const bench = createBench()
      for (const name of ['alice', 'bob', 'carol']) bench.worker(name)
      for (const each of steps) {
        try {
          take(bench, each)
        } catch (error) {
          // What cannot be done is refused.
          if (!(error instanceof RestError)) throw error
        }
        expect(faultsOf(bench)).toEqual([])
      }
    }),
    { numRuns: 100 },
  )
})
