import { expect, it } from 'vitest'
import { T0 } from '../../testing/calls.ts'
import { createReservation } from './assignment.ts'

/** How long the desk rings, and until when it may ring at all, seconds. */
it.each([
  [20, 120, 20, 110],
  [120, 120, 110, 110],
  [20, 25, 15, 15],
  [20, 12, 6, 6],
  [20, 1, 1, 0],
])('a ring of %i s ends before a Reservation of %i s', (ring, timeout, rings, until) => {
  const reservation = createReservation(
    { taskSid: 'WT1', reservationSid: 'WR1', workerSid: 'WK1' },
    { identity: 'tenant_main_user_ada', name: 'Ada' },
    { at: T0, ringSeconds: ring, reservationTimeoutSeconds: timeout },
    false,
  )
  expect(reservation).toMatchObject({
    deadline: T0 + rings * 1000,
    reservedUntil: T0 + until * 1000,
  })
})
