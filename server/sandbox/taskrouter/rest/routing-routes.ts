import type { FastifyInstance, FastifyRequest } from 'fastify'
import { pageV1 } from '../../http/paging.ts'
import { found } from '../operations/found.ts'
import { createQueue, deleteQueue, listQueues, updateQueue } from '../operations/queues.ts'
import { createWorkflow, deleteWorkflow, updateWorkflow } from '../operations/workflows.ts'
import { paramsOf, pathPart } from './request.ts'
import type { Wire } from './wire.ts'
import { queueResource, workflowResource } from './workspace-resources.ts'

/** Docs: taskrouter/api/task-queue. */
export function queueRoutes(app: FastifyInstance, wire: Wire): void {
  const { context } = wire
  const queueOf = (request: FastifyRequest) =>
    found(context.store.queues, pathPart(request, 'sid'), '/TaskQueues')
  app.get('/TaskQueues', (request) => {
    const queues = listQueues(context, paramsOf(request))
    return pageV1(
      request,
      'task_queues',
      queues.map((each) => queueResource(wire, each)),
    )
  })
  app.post('/TaskQueues', async (request, reply) => {
    const queue = context.run(() => createQueue(context, paramsOf(request)))
    return await reply.status(201).send(queueResource(wire, queue))
  })
  app.get('/TaskQueues/:sid', (request) => queueResource(wire, queueOf(request)))
  app.post('/TaskQueues/:sid', (request) => {
    const queue = queueOf(request)
    return queueResource(
      wire,
      context.run(() => updateQueue(context, queue, paramsOf(request))),
    )
  })
  app.delete('/TaskQueues/:sid', async (request, reply) => {
    const queue = queueOf(request)
    context.run(() => deleteQueue(context, queue))
    return await reply.status(204).send()
  })
}

/** Docs: taskrouter/api/workflow. */
export function workflowRoutes(app: FastifyInstance, wire: Wire): void {
  const { context } = wire
  const workflowOf = (request: FastifyRequest) =>
    found(context.store.workflows, pathPart(request, 'sid'), '/Workflows')
  app.get('/Workflows', (request) => {
    const name = paramsOf(request)['FriendlyName']
    const workflows = [...context.store.workflows.values()].filter(
      (each) => name === undefined || each.friendlyName === name,
    )
    return pageV1(
      request,
      'workflows',
      workflows.map((each) => workflowResource(wire, each)),
    )
  })
  app.post('/Workflows', async (request, reply) => {
    const workflow = context.run(() => createWorkflow(context, paramsOf(request)))
    return await reply.status(201).send(workflowResource(wire, workflow))
  })
  app.get('/Workflows/:sid', (request) => workflowResource(wire, workflowOf(request)))
  app.post('/Workflows/:sid', (request) => {
    const workflow = workflowOf(request)
    return workflowResource(
      wire,
      context.run(() => updateWorkflow(context, workflow, paramsOf(request))),
    )
  })
  app.delete('/Workflows/:sid', async (request, reply) => {
    const workflow = workflowOf(request)
    context.run(() => deleteWorkflow(context, workflow))
    return await reply.status(204).send()
  })
}
