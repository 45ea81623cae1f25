import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { TaskRouter } from '../taskrouter/task-router.ts'
import { ControlError, parse } from './control-error.ts'

const path = z.object({ sid: z.string().min(1) })

/** `/reservations`: a time-out at the very moment that a test needs, while all other time goes on as it is. */
export function mountReservationRoutes(
  app: FastifyInstance,
  taskRouter: Pick<TaskRouter, 'timeOutReservation'>,
): void {
  app.post('/reservations/:sid/time-out', (request, reply) => {
    const { sid } = parse(path, request.params)
    if (!taskRouter.timeOutReservation(sid)) {
      throw new ControlError('no-such-reservation', `${sid} is no pending Reservation.`)
    }
    return reply.send({ sid, reservationStatus: 'timeout' })
  })
}
