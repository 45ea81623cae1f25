import type { FastifyRequest } from 'fastify'
import { pageV1 } from '../../http/paging.ts'
import { findRecord } from '../operations/find-record.ts'
import { createQueue, deleteQueue, listQueues, updateQueue } from '../operations/queues.ts'
import { createWorkflow, deleteWorkflow, updateWorkflow } from '../operations/workflows.ts'
import { paramsOf, pathPart } from './request.ts'
import type { Scope } from './scope.ts'
import type { Wire } from './wire.ts'
import { queueResource, workflowResource } from './workspace-resources.ts'

/** Docs: taskrouter/api/task-queue. */
export function queueRoutes(scope: Scope): void {
  scope.get('/TaskQueues', (wire, request) => {
    const queues = listQueues(wire.context, paramsOf(request))
    return pageV1(
      request,
      'task_queues',
      queues.map((each) => queueResource(wire, each)),
    )
  })
  scope.post('/TaskQueues', async (wire, request, reply) => {
    const queue = wire.context.run(() => createQueue(wire.context, paramsOf(request)))
    return await reply.status(201).send(queueResource(wire, queue))
  })
  scope.get('/TaskQueues/:sid', (wire, request) => queueResource(wire, queueOf(wire, request)))
  scope.post('/TaskQueues/:sid', (wire, request) => {
    const queue = queueOf(wire, request)
    return queueResource(
      wire,
      wire.context.run(() => updateQueue(wire.context, queue, paramsOf(request))),
    )
  })
  scope.delete('/TaskQueues/:sid', async (wire, request, reply) => {
    const queue = queueOf(wire, request)
    wire.context.run(() => deleteQueue(wire.context, queue))
    return await reply.status(204).send()
  })
}

/** Docs: taskrouter/api/workflow. */
export function workflowRoutes(scope: Scope): void {
  scope.get('/Workflows', (wire, request) => {
    const name = paramsOf(request)['FriendlyName']
    const workflows = [...wire.context.store.workflows.values()].filter(
      (each) => name === undefined || each.friendlyName === name,
    )
    return pageV1(
      request,
      'workflows',
      workflows.map((each) => workflowResource(wire, each)),
    )
  })
  scope.post('/Workflows', async (wire, request, reply) => {
    const workflow = wire.context.run(() => createWorkflow(wire.context, paramsOf(request)))
    return await reply.status(201).send(workflowResource(wire, workflow))
  })
  scope.get('/Workflows/:sid', (wire, request) => workflowResource(wire, workflowOf(wire, request)))
  scope.post('/Workflows/:sid', (wire, request) => {
    const workflow = workflowOf(wire, request)
    return workflowResource(
      wire,
      wire.context.run(() => updateWorkflow(wire.context, workflow, paramsOf(request))),
    )
  })
  scope.delete('/Workflows/:sid', async (wire, request, reply) => {
    const workflow = workflowOf(wire, request)
    wire.context.run(() => deleteWorkflow(wire.context, workflow))
    return await reply.status(204).send()
  })
}

function queueOf(wire: Wire, request: FastifyRequest) {
  return findRecord(wire.context.store.queues, pathPart(request, 'sid'), '/TaskQueues')
}

function workflowOf(wire: Wire, request: FastifyRequest) {
  return findRecord(wire.context.store.workflows, pathPart(request, 'sid'), '/Workflows')
}
