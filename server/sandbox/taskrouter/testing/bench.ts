import { newAccount } from '../../account.ts'
import { createManualClock } from '../../network/testing/manual-clock.ts'
import { createNotices } from '../../telephony/notices.ts'
import type { WebhookRequest, WebhookResponse } from '../../webhooks/sender.ts'
import { askOnAssignment } from '../callbacks/assignment.ts'
import { sendEvents } from '../callbacks/events.ts'
import { assignWaitingTasks } from '../engine/assignment.ts'
import { createWorkCalls } from '../calls/work-calls.ts'
import { createContext, type Context } from '../engine/context.ts'
import { createJournal } from '../journal/journal.ts'
import type { TaskRouterEvent } from '../model/events.ts'
import { recordOf, reservationsOfTask } from '../model/store.ts'
import { seedStore, type Seed } from '../model/seed.ts'
import type { Transfer } from '../model/transfer.ts'
import type { Reservation, Task, Worker } from '../model/work.ts'
import { createTaskFrom } from '../operations/create-task.ts'
import type { Params } from '../operations/params.ts'
import { updateQueue } from '../operations/queues.ts'
import { updateReservation } from '../operations/reservations.ts'
import { updateTask } from '../operations/update-task.ts'
import { transferTask, updateTransfer } from '../operations/transfers.ts'
import { createWorker, updateWorker } from '../operations/workers.ts'
import { updateWorkflow } from '../operations/workflows.ts'
import { createTaskSide } from '../task-side.ts'
import { createFakeVoice } from './fake-voice.ts'

type Answer = { readonly status: number; readonly body: string }

/** A whole TaskRouter without HTTP: time stands still, `respond` answers callbacks, Voice is a fake. */
export function createBench(respond: (request: WebhookRequest) => Answer = noContent) {
  const account = newAccount()
  const clock = createManualClock()
  const notices = createNotices(() => {})
  const { store, seed } = seedStore(clock.now())
  const context = createContext(
    { accountSid: account.accountSid, clock, store, notices },
    assignWaitingTasks,
  )
  const voice = createFakeVoice()
  const calls = createWorkCalls(context, voice.side)
  const requests: WebhookRequest[] = []
  const sender = {
    async send(request: WebhookRequest): Promise<WebhookResponse> {
      requests.push(request)
      return responseOf(request, respond(request))
    },
  }
  const events: TaskRouterEvent[] = []
  context.onEvent((event) => events.push(event))
  const taskSide = createTaskSide(context)
  const journal = createJournal(context)
  sendEvents(context, journal, sender)
  askOnAssignment({ context, calls, sender })
  const { Available } = seed.activities

  return {
    account,
    clock,
    context,
    events,
    journal,
    /** The codes in the debugger. */
    noted: () => notices.list().map(({ code }) => code),
    requests,
    seed,
    store,
    taskSide,
    voice,
    /** Waits until every pending callback was answered and its instruction carried out: the sender answers without I/O. */
    drained: () => new Promise<void>((resolve) => setImmediate(resolve)),
    types: () => events.map((event) => event.type),
    worker(name: string, attributes: object = {}, ActivitySid: string = Available): Worker {
      const Attributes = JSON.stringify(attributes)
      return context.run(() =>
        createWorker(context, { FriendlyName: name, ActivitySid, Attributes }),
      )
    },
    changeWorker: (sid: string, params: Params) =>
      context.run(() => updateWorker(context, recordOf(store.workers, sid), params, undefined)),
    task: (params: Params = {}): Task =>
      context.run(() => createTaskFrom(context, { TaskChannel: 'voice', ...params })),
    changeTask: (sid: string, params: Params) =>
      context.run(() => updateTask(context, recordOf(store.tasks, sid), params, undefined)),
    changeReservation: (sid: string, params: Params) =>
      context.run(() =>
        updateReservation(context, calls, recordOf(store.reservations, sid), params, undefined),
      ),
    transfer: (reservation: Reservation, params: Params) =>
      context.run(() =>
        transferTask(context, calls, reservation.workerSid, {
          ReservationSid: reservation.sid,
          TaskSid: reservation.taskSid,
          ...params,
        }),
      ),
    cancelTransfer: ({ initiatingWorkerSid, sid }: Transfer) =>
      context.run(() =>
        updateTransfer(context, initiatingWorkerSid, sid, { TransferStatus: 'canceled' }),
      ),
    ...configurationSteps(context, seed),
    now: (sid: string): Task => recordOf(store.tasks, sid),
    reservation(taskSid: string): Reservation {
      const last = reservationsOfTask(store, taskSid).at(-1)
      if (last === undefined) throw new Error(`No reservation of ${taskSid}`)
      return last
    },
    reservations: (taskSid: string) => reservationsOfTask(store, taskSid),
    activity: (workerSid: string) =>
      recordOf(store.activities, recordOf(store.workers, workerSid).activitySid).friendlyName,
  }
}

/** Changes of what routes Tasks. */
function configurationSteps(context: Context, seed: Seed) {
  const { queues, workflows } = context.store
  return {
    changeQueue: (sid: string, params: Params) =>
      context.run(() => updateQueue(context, recordOf(queues, sid), params)),
    changeWorkflow: (params: Params) =>
      context.run(() => updateWorkflow(context, recordOf(workflows, seed.workflowSid), params)),
  }
}

function noContent(): Answer {
  return { status: 204, body: '' }
}

function responseOf(request: WebhookRequest, { status, body }: Answer): WebhookResponse {
  return {
    ok: status >= 200 && status < 300,
    status,
    contentType: 'application/json',
    body: new TextEncoder().encode(body),
    text: body,
    url: request.url,
    attempts: 1,
  }
}
