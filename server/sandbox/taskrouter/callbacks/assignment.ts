import { RestError } from '../../http/rest-error.ts'
import type { WebhookSender } from '../../webhooks/sender.ts'
import type { WorkCalls } from '../calls/work-calls.ts'
import type { Context } from '../engine/context.ts'
import { ASSIGNMENT_CODES } from '../calls/instruction-codes.ts'
import { instruct } from '../operations/instruct.ts'
import type { Reservation, Task, Worker } from '../model/work.ts'
import { readAnswer } from './instruction.ts'

const ANSWER_WITHIN_MS = 5_000

interface Deps {
  readonly context: Context
  readonly calls: WorkCalls
  readonly sender: Pick<WebhookSender, 'send'>
}

/**
 * Asks the Workflow's assignment callback what to do with each new Reservation, and does it. No answer with 2xx in
 * 5 s: the fallback URL is asked. Docs: taskrouter/handle-assignment-callbacks. An instruction that cannot be carried
 * out, or no answer from either, leaves the Reservation as it is, until it times out. `close` stops listening.
 */
export function askOnAssignment(deps: Deps): { close(): void } {
  let open = true
  deps.context.onEvent((event) => {
    if (!open || event.kind !== 'reservation' || event.type !== 'reservation.created') return
    const { reservation, task, worker } = event
    const workflow = deps.context.store.workflows.get(task.workflowSid ?? '')
    if (workflow === undefined) return
    const urls = [workflow.assignmentCallbackUrl, workflow.fallbackAssignmentCallbackUrl]
    const params = callbackParams(deps.context, reservation, task, worker)
    void askAndFollow(reservation.sid, urls, params)
  })
  return {
    close() {
      open = false
    },
  }

  async function askAndFollow(
    sid: string,
    urls: readonly (string | null)[],
    params: Readonly<Record<string, string>>,
  ): Promise<void> {
    const body = await ask(deps, urls, params)
    if (open && body !== null) follow(deps, sid, body)
  }
}

async function ask(
  { sender, context }: Deps,
  urls: readonly (string | null)[],
  params: Readonly<Record<string, string>>,
): Promise<string | null> {
  for (const url of urls) {
    if (url === null) continue
    const answer = await sender.send({ url, params, timeoutMs: ANSWER_WITHIN_MS })
    if (answer.ok) return answer.text
    const message = 'The assignment callback was not answered'
    context.notices.note({ level: 'error', code: ASSIGNMENT_CODES.unanswered, message, url })
  }
  return null
}

function follow({ context, calls }: Deps, sid: string, body: string): void {
  const answer = readAnswer(body)
  if (answer.kind === 'unreadable') {
    const { code, message } = answer
    context.notices.note({ level: 'warning', code, message })
  }
  if (answer.kind !== 'instruction') return
  try {
    context.run(() => {
      const reservation = context.store.reservations.get(sid)
      if (reservation?.status !== 'pending') return
      instruct(context, calls, reservation, answer.params)
    })
  } catch (error) {
    // A wrong instruction is the application's mistake: Twilio notes it in its debugger and goes on.
    if (!(error instanceof RestError)) throw error
    const { code, message } = error
    context.notices.note({ level: 'error', code, message })
  }
}

function callbackParams(
  { accountSid, clock, store }: Context,
  reservation: Reservation,
  task: Task,
  worker: Worker,
): Record<string, string> {
  const now = clock.now()
  return {
    Timestamp: String(Math.floor(now / 1000)),
    AccountSid: accountSid,
    WorkspaceSid: store.workspace.sid,
    WorkflowSid: task.workflowSid ?? '',
    TaskQueueSid: task.taskQueueSid ?? '',
    WorkerSid: worker.sid,
    WorkerAttributes: worker.attributes,
    TaskSid: task.sid,
    TaskAttributes: task.attributes,
    TaskAge: String(Math.floor((now - task.dateCreated) / 1000)),
    TaskPriority: String(task.priority),
    TaskChannelSid: task.taskChannelSid,
    TaskChannelUniqueName: store.taskChannels.get(task.taskChannelSid)?.uniqueName ?? '',
    ReservationSid: reservation.sid,
  }
}
