import { z } from 'zod'
import { newSid } from '../../account.ts'
import { badRequest } from '../../http/rest-error.ts'
import type { Context } from '../engine/context.ts'
import { reevaluate } from '../engine/workflow-steps.ts'
import { isEnded } from '../model/work.ts'
import type { Workflow } from '../model/workspace.ts'
import { readConfiguration } from '../routing/configuration.ts'
import { flag, readParams, text, whole, type Params } from './params.ts'

const DEFAULT_RESERVATION_SECONDS = 120
const MAX_RESERVATION_SECONDS = 86_400

const callbackUrl = z.union([z.literal(''), z.url({ protocol: /^https?$/ })])

const changes = z.object({
  FriendlyName: text.min(1).optional(),
  Configuration: text.optional(),
  AssignmentCallbackUrl: callbackUrl.optional(),
  FallbackAssignmentCallbackUrl: callbackUrl.optional(),
  TaskReservationTimeout: whole.pipe(z.number().positive().max(MAX_RESERVATION_SECONDS)).optional(),
  ReEvaluateTasks: flag.optional(),
})

/** POST …/Workflows. Docs: taskrouter/api/workflow#create-a-workflow-resource. */
export function createWorkflow(context: Context, params: Params): Workflow {
  const required = z.object({ FriendlyName: text.min(1), Configuration: text })
  const given = readParams(required, params)
  const now = context.clock.now()
  const workflow = changeWorkflow(
    context,
    {
      sid: newSid('WW'),
      dateCreated: now,
      dateUpdated: now,
      friendlyName: given.FriendlyName,
      configuration: given.Configuration,
      assignmentCallbackUrl: null,
      fallbackAssignmentCallbackUrl: null,
      taskReservationTimeout: DEFAULT_RESERVATION_SECONDS,
    },
    params,
  )
  context.store.workflows.set(workflow.sid, workflow)
  context.emit({ kind: 'workflow-resource', type: 'workflow.created', workflow })
  return workflow
}

/** POST …/Workflows/WW…; `ReEvaluateTasks` starts its waiting Tasks again. Docs: taskrouter/api/workflow. */
export function updateWorkflow(context: Context, before: Workflow, params: Params): Workflow {
  const workflow = changeWorkflow(context, before, params)
  context.store.workflows.set(workflow.sid, workflow)
  context.emit({ kind: 'workflow-resource', type: 'workflow.updated', workflow })
  if (readParams(changes, params).ReEvaluateTasks === true) {
    for (const task of context.store.tasks.values()) {
      if (task.workflowSid === workflow.sid) reevaluate(context, task.sid, 'always')
    }
  }
  return workflow
}

/** DELETE …/Workflows/WW…. Chosen, because the document is silent: one that has Tasks is kept, with 400. */
export function deleteWorkflow(context: Context, workflow: Workflow): void {
  const { store } = context
  const used = [...store.tasks.values()].some(
    (task) => task.workflowSid === workflow.sid && !isEnded(task),
  )
  if (used) throw badRequest(`Cannot delete workflow ${workflow.sid} because it has tasks`)
  store.workflows.delete(workflow.sid)
  context.emit({ kind: 'workflow-resource', type: 'workflow.deleted', workflow })
}

function changeWorkflow(context: Context, workflow: Workflow, params: Params): Workflow {
  const given = readParams(changes, params)
  if (given.Configuration !== undefined) checkConfiguration(context, given.Configuration)
  return {
    ...workflow,
    dateUpdated: context.clock.now(),
    friendlyName: given.FriendlyName ?? workflow.friendlyName,
    configuration: given.Configuration ?? workflow.configuration,
    assignmentCallbackUrl: urlOf(given.AssignmentCallbackUrl, workflow.assignmentCallbackUrl),
    fallbackAssignmentCallbackUrl: urlOf(
      given.FallbackAssignmentCallbackUrl,
      workflow.fallbackAssignmentCallbackUrl,
    ),
    taskReservationTimeout: given.TaskReservationTimeout ?? workflow.taskReservationTimeout,
  }
}

/** An empty parameter clears it. */
function urlOf(value: string | undefined, before: string | null): string | null {
  return value === undefined ? before : value || null
}

function checkConfiguration({ store }: Context, configuration: string): void {
  const read = readConfiguration(configuration, (sid) => store.queues.has(sid))
  if (!read.ok) throw badRequest(`Invalid parameter Configuration: ${read.message}`)
}
