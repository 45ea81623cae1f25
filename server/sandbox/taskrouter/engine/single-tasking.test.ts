import { expect, it } from 'vitest'
import { updateQueue } from '../operations/queues.ts'
import { updateWorkspace } from '../operations/workspace.ts'
import { recordOf } from '../model/store.ts'
import { createBench } from '../testing/bench.ts'

function singleTasking() {
  const bench = createBench()
  bench.context.run(() =>
    updateWorkspace(bench.context, { MultiTaskEnabled: 'false' }, 'workspace.created'),
  )
  return bench
}

it('gives a Worker one Task at a time, on whatever channel', () => {
  const bench = singleTasking()
  bench.worker('alice')
  bench.task({ TaskChannel: 'voice' })
  const chat = bench.task({ TaskChannel: 'chat' })
  expect(bench.reservations(chat.sid)).toEqual([])
})

it('moves the Worker to the Activities of the TaskQueue', () => {
  const bench = singleTasking()
  const { Break, Unavailable } = bench.seed.activities
  const queue = recordOf(bench.store.queues, bench.seed.queues.Support)
  bench.context.run(() =>
    updateQueue(bench.context, queue, {
      ReservationActivitySid: Break,
      AssignmentActivitySid: Unavailable,
    }),
  )
  const worker = bench.worker('alice')
  const task = bench.task()
  expect(bench.activity(worker.sid)).toBe('Break')
  bench.changeReservation(bench.reservation(task.sid).sid, { ReservationStatus: 'accepted' })
  expect(bench.activity(worker.sid)).toBe('Unavailable')
})

it('leaves a multitasking Worker where it is, and does not come later', () => {
  const bench = createBench()
  const queue = recordOf(bench.store.queues, bench.seed.queues.Support)
  const { Break } = bench.seed.activities
  bench.context.run(() => updateQueue(bench.context, queue, { ReservationActivitySid: Break }))
  const worker = bench.worker('alice')
  bench.task()
  expect(bench.activity(worker.sid)).toBe('Available')
  expect(() => updateWorkspace(bench.context, { MultiTaskEnabled: 'false' })).toThrow(
    /cannot be updated to single-tasking/,
  )
})
