import type { FastifyRequest } from 'fastify'
import { notFound } from '../../http/rest-error.ts'
import { pageV1 } from '../../http/paging.ts'
import type { Store } from '../model/store.ts'
import type { Reservation } from '../model/work.ts'
import { createTaskFrom } from '../operations/create-task.ts'
import { findRecord } from '../operations/find-record.ts'
import { listTasks } from '../operations/list-tasks.ts'
import { filterReservations, updateReservation } from '../operations/reservations.ts'
import { deleteTask, updateTask } from '../operations/update-task.ts'
import { ifMatchOf, paramsOf, pathPart, tag } from './request.ts'
import { reservationResource, taskResource } from './work-resources.ts'
import type { Scope } from './scope.ts'
import type { Wire } from './wire.ts'

/** Docs: taskrouter/api/task. */
export function taskRoutes(scope: Scope): void {
  scope.get('/Tasks', (wire, request) => {
    const tasks = listTasks(wire.context, paramsOf(request))
    return pageV1(
      request,
      'tasks',
      tasks.map((each) => taskResource(wire, each)),
    )
  })
  scope.post('/Tasks', async (wire, request, reply) => {
    const task = wire.context.run(() => createTaskFrom(wire.context, paramsOf(request)))
    tag(reply, task)
    return await reply.status(201).send(taskResource(wire, task))
  })
  scope.get('/Tasks/:sid', (wire, request, reply) => {
    const task = taskOf(wire, request)
    tag(reply, task)
    return taskResource(wire, task)
  })
  scope.post('/Tasks/:sid', (wire, request, reply) => {
    const before = taskOf(wire, request)
    const task = wire.context.run(() =>
      updateTask(wire.context, before, paramsOf(request), ifMatchOf(request)),
    )
    tag(reply, task)
    return taskResource(wire, task)
  })
  scope.delete('/Tasks/:sid', async (wire, request, reply) => {
    const task = taskOf(wire, request)
    wire.context.run(() => deleteTask(wire.context, task, ifMatchOf(request)))
    return await reply.status(204).send()
  })
}

/** One resource under a Task and under a Worker. Docs: taskrouter/api/reservations, taskrouter/api/worker-reservation. */
export function reservationRoutes(scope: Scope): void {
  for (const parent of [
    {
      name: 'Tasks',
      records: ({ tasks }: Store) => tasks,
      owner: (each: Reservation) => each.taskSid,
    },
    {
      name: 'Workers',
      records: ({ workers }: Store) => workers,
      owner: (each: Reservation) => each.workerSid,
    },
  ]) {
    const path = `/${parent.name}/:parent/Reservations`
    const ownerOf = (wire: Wire, request: FastifyRequest) => {
      const sid = pathPart(request, 'parent')
      if (!parent.records(wire.context.store).has(sid)) throw notFound(`/${parent.name}/${sid}`)
      return sid
    }
    const reservationOf = (wire: Wire, request: FastifyRequest) => {
      const owner = ownerOf(wire, request)
      const under = `/${parent.name}/${owner}/Reservations`
      const reservation = findRecord(
        wire.context.store.reservations,
        pathPart(request, 'sid'),
        under,
      )
      if (parent.owner(reservation) !== owner) throw notFound(`${under}/${reservation.sid}`)
      return { reservation, under: `/${parent.name}/${owner}` }
    }
    scope.get(path, (wire, request) => {
      const owner = ownerOf(wire, request)
      const all = [...wire.context.store.reservations.values()].filter(
        (each) => parent.owner(each) === owner,
      )
      const resources = filterReservations(all, paramsOf(request)).map((each) =>
        reservationResource(wire, each, `/${parent.name}/${owner}`),
      )
      return pageV1(request, 'reservations', resources)
    })
    scope.get(`${path}/:sid`, (wire, request, reply) => {
      const { reservation, under } = reservationOf(wire, request)
      tag(reply, reservation)
      return reservationResource(wire, reservation, under)
    })
    scope.post(`${path}/:sid`, (wire, request, reply) => {
      const { reservation: before, under } = reservationOf(wire, request)
      const reservation = wire.context.run(() =>
        updateReservation(wire.context, wire.calls, before, paramsOf(request), ifMatchOf(request)),
      )
      tag(reply, reservation)
      return reservationResource(wire, reservation, under)
    })
  }
}

function taskOf(wire: Wire, request: FastifyRequest) {
  return findRecord(wire.context.store.tasks, pathPart(request, 'sid'), '/Tasks')
}
