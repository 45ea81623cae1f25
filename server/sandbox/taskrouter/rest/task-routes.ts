import type { FastifyInstance, FastifyRequest } from 'fastify'
import { notFound } from '../../http/rest-error.ts'
import { pageV1 } from '../../http/paging.ts'
import type { WorkCalls } from '../engine/work-calls.ts'
import type { Reservation } from '../model/work.ts'
import { createTaskFrom } from '../operations/create-task.ts'
import { found } from '../operations/found.ts'
import { listTasks } from '../operations/list-tasks.ts'
import { filterReservations, updateReservation } from '../operations/reservations.ts'
import { deleteTask, updateTask } from '../operations/update-task.ts'
import { ifMatchOf, paramsOf, pathPart, tag } from './request.ts'
import { reservationResource, taskResource } from './work-resources.ts'
import type { Wire } from './wire.ts'

/** Docs: taskrouter/api/task. */
export function taskRoutes(app: FastifyInstance, wire: Wire): void {
  const { context } = wire
  const taskOf = (request: FastifyRequest) =>
    found(context.store.tasks, pathPart(request, 'sid'), '/Tasks')
  app.get('/Tasks', (request) => {
    const tasks = listTasks(context, paramsOf(request))
    return pageV1(
      request,
      'tasks',
      tasks.map((each) => taskResource(wire, each)),
    )
  })
  app.post('/Tasks', async (request, reply) => {
    const task = context.run(() => createTaskFrom(context, paramsOf(request)))
    tag(reply, task)
    return await reply.status(201).send(taskResource(wire, task))
  })
  app.get('/Tasks/:sid', (request, reply) => {
    const task = taskOf(request)
    tag(reply, task)
    return taskResource(wire, task)
  })
  app.post('/Tasks/:sid', (request, reply) => {
    const before = taskOf(request)
    const task = context.run(() =>
      updateTask(context, before, paramsOf(request), ifMatchOf(request)),
    )
    tag(reply, task)
    return taskResource(wire, task)
  })
  app.delete('/Tasks/:sid', async (request, reply) => {
    const task = taskOf(request)
    context.run(() => deleteTask(context, task, ifMatchOf(request)))
    return await reply.status(204).send()
  })
}

/** One resource under a Task and under a Worker. Docs: taskrouter/api/reservations, taskrouter/api/worker-reservation. */
export function reservationRoutes(app: FastifyInstance, wire: Wire, calls: WorkCalls): void {
  const { context } = wire
  const { store } = context
  for (const parent of [
    { name: 'Tasks', records: store.tasks, owner: (each: Reservation) => each.taskSid },
    { name: 'Workers', records: store.workers, owner: (each: Reservation) => each.workerSid },
  ]) {
    const path = `/${parent.name}/:parent/Reservations`
    const ownerOf = (request: FastifyRequest) => {
      const sid = pathPart(request, 'parent')
      if (!parent.records.has(sid)) throw notFound(`/${parent.name}/${sid}`)
      return sid
    }
    const reservationOf = (request: FastifyRequest) => {
      const owner = ownerOf(request)
      const under = `/${parent.name}/${owner}/Reservations`
      const reservation = found(store.reservations, pathPart(request, 'sid'), under)
      if (parent.owner(reservation) !== owner) throw notFound(`${under}/${reservation.sid}`)
      return { reservation, under: `/${parent.name}/${owner}` }
    }
    app.get(path, (request) => {
      const owner = ownerOf(request)
      const all = [...store.reservations.values()].filter((each) => parent.owner(each) === owner)
      const resources = filterReservations(all, paramsOf(request)).map((each) =>
        reservationResource(wire, each, `/${parent.name}/${owner}`),
      )
      return pageV1(request, 'reservations', resources)
    })
    app.get(`${path}/:sid`, (request, reply) => {
      const { reservation, under } = reservationOf(request)
      tag(reply, reservation)
      return reservationResource(wire, reservation, under)
    })
    app.post(`${path}/:sid`, (request, reply) => {
      const { reservation: before, under } = reservationOf(request)
      const reservation = context.run(() =>
        updateReservation(context, calls, before, paramsOf(request), ifMatchOf(request)),
      )
      tag(reply, reservation)
      return reservationResource(wire, reservation, under)
    })
  }
}
