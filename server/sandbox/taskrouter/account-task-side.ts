import type { RunningWorkspace } from './running-workspace.ts'
import type { TaskSide } from './voice-side.ts'
import type { Workspaces } from './workspaces.ts'

/** Twilio's code for "not found". */
const NOT_FOUND = 20404

/** What Voice needs of all Workspaces: a Workflow or a Task belongs to one of them. */
export function createAccountTaskSide(workspaces: Workspaces): TaskSide {
  const withTask = (sid: string) =>
    workspaces.list().find(({ context }) => context.store.tasks.has(sid))
  const withWorkflow = (sid: string): RunningWorkspace | undefined =>
    workspaces.list().find(({ context }) => context.store.workflows.has(sid))
  return {
    createTask(request) {
      const workspace = withWorkflow(request.workflowSid)
      if (workspace !== undefined) return workspace.taskSide.createTask(request)
      const message = `Workflow ${request.workflowSid} was not found`
      return { ok: false, code: NOT_FOUND, message }
    },
    reservedCaller(reservation) {
      const { sid } = reservation
      const workspace = workspaces.list().find(({ context }) => context.store.reservations.has(sid))
      return workspace?.taskSide.reservedCaller(reservation) ?? null
    },
    callerLeftQueue(taskSid, reason) {
      withTask(taskSid)?.taskSide.callerLeftQueue(taskSid, reason)
    },
    onTaskEnded(taskSid, done) {
      const workspace = withTask(taskSid)
      if (workspace === undefined) done('deleted')
      else workspace.taskSide.onTaskEnded(taskSid, done)
    },
  }
}
