import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Clock } from '../../clock.ts'
import { pageV1 } from '../../http/paging.ts'
import { removeTask } from '../engine/task-end.ts'
import { newWorkspace, updateWorkspace } from '../operations/workspace.ts'
import type { RunningWorkspace } from '../running-workspace.ts'
import type { Workspaces } from '../workspaces.ts'
import { paramsOf, pathPart } from './request.ts'
import { workspaceResource } from './workspace-resources.ts'

/** The Workspaces themselves. Docs: taskrouter/api/workspace. */
export function workspaceRoutes(
  app: FastifyInstance,
  root: string,
  workspaces: Workspaces,
  clock: Clock,
): void {
  const workspaceOf = (request: FastifyRequest) => workspaces.get(pathPart(request, 'workspaceSid'))
  app.get(root, (request) => {
    const name = paramsOf(request)['FriendlyName']
    const found = workspaces
      .list()
      .filter(({ context }) => (name ?? nameOf(context)) === nameOf(context))
    return pageV1(request, 'workspaces', found.map(resourceOf))
  })
  app.post(root, async (request, reply) => {
    const params = paramsOf(request)
    const workspace = workspaces.add(newWorkspace(params, clock.now()))
    const { context } = workspace
    context.run(() => updateWorkspace(context, params, 'workspace.created'))
    return await reply.status(201).send(resourceOf(workspace))
  })
  app.get(`${root}/:workspaceSid`, (request) => resourceOf(workspaceOf(request)))
  app.post(`${root}/:workspaceSid`, (request) => {
    const workspace = workspaceOf(request)
    const { context } = workspace
    context.run(() => updateWorkspace(context, paramsOf(request)))
    return resourceOf(workspace)
  })
  app.delete(`${root}/:workspaceSid`, async (request, reply) => {
    const { context } = workspaceOf(request)
    const { workspace } = context.store
    // Calls that wait for one of its Tasks go on.
    context.run(() => {
      for (const sid of context.store.tasks.keys()) removeTask(context, sid, 'task.deleted')
    })
    context.emit({ kind: 'workspace', type: 'workspace.deleted', workspace })
    workspaces.remove(workspace.sid)
    return await reply.status(204).send()
  })
}

function nameOf({ store }: RunningWorkspace['context']): string {
  return store.workspace.friendlyName
}

function resourceOf({ wire, context }: RunningWorkspace) {
  return workspaceResource(wire, context.store.workspace)
}
