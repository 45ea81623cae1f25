import { expect, it } from 'vitest'
import { updateQueue } from '../operations/queues.ts'
import { updateWorkspace } from '../operations/workspace.ts'
import { known } from '../model/store.ts'
import { createDesk } from '../testing/desk.ts'

function singleTasking() {
  const desk = createDesk()
  desk.context.run(() =>
    updateWorkspace(desk.context, { MultiTaskEnabled: 'false' }, 'workspace.created'),
  )
  return desk
}

it('gives a Worker one Task at a time, on whatever channel', () => {
  const desk = singleTasking()
  desk.worker('alice')
  desk.task({ TaskChannel: 'voice' })
  const chat = desk.task({ TaskChannel: 'chat' })
  expect(desk.reservations(chat.sid)).toEqual([])
})

it('moves the Worker to the Activities of the TaskQueue', () => {
  const desk = singleTasking()
  const { Break, Unavailable } = desk.seed.activities
  const queue = known(desk.store.queues, desk.seed.queues.Support)
  desk.context.run(() =>
    updateQueue(desk.context, queue, {
      ReservationActivitySid: Break,
      AssignmentActivitySid: Unavailable,
    }),
  )
  const worker = desk.worker('alice')
  const task = desk.task()
  expect(desk.activity(worker.sid)).toBe('Break')
  desk.changeReservation(desk.reservation(task.sid).sid, { ReservationStatus: 'accepted' })
  expect(desk.activity(worker.sid)).toBe('Unavailable')
})

it('leaves a multitasking Worker where it is, and does not come later', () => {
  const desk = createDesk()
  const queue = known(desk.store.queues, desk.seed.queues.Support)
  const { Break } = desk.seed.activities
  desk.context.run(() => updateQueue(desk.context, queue, { ReservationActivitySid: Break }))
  const worker = desk.worker('alice')
  desk.task()
  expect(desk.activity(worker.sid)).toBe('Available')
  expect(() => updateWorkspace(desk.context, { MultiTaskEnabled: 'false' })).toThrow(
    /cannot be updated to single-tasking/,
  )
})
