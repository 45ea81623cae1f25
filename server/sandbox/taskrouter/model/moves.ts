import type { ReservationStatus, TaskStatus } from './work.ts'

const TASK_MOVES: Readonly<Record<TaskStatus, readonly TaskStatus[]>> = {
  pending: ['reserved', 'canceled'],
  reserved: ['pending', 'assigned', 'canceled'],
  assigned: ['wrapping', 'completed'],
  wrapping: ['completed'],
  completed: [],
  canceled: [],
}

const RESERVATION_MOVES: Readonly<Record<ReservationStatus, readonly ReservationStatus[]>> = {
  pending: ['accepted', 'rejected', 'timeout', 'canceled', 'rescinded'],
  accepted: ['wrapping', 'completed'],
  wrapping: ['completed'],
  completed: [],
  rejected: [],
  timeout: [],
  canceled: [],
  rescinded: [],
}

/** Docs: taskrouter/lifecycle-task-state. */
export function taskMayMove(from: TaskStatus, to: TaskStatus): boolean {
  return TASK_MOVES[from].includes(to)
}

/** Docs: taskrouter/lifecycle-task-state, taskrouter/api/reservations. */
export function reservationMayMove(from: ReservationStatus, to: ReservationStatus): boolean {
  return RESERVATION_MOVES[from].includes(to)
}
