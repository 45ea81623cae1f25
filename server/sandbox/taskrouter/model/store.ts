import type { Transfer } from './transfer.ts'
import type { Reservation, Task, Worker, WorkerChannel } from './work.ts'
import type { Activity, TaskChannel, TaskQueue, Workflow, Workspace } from './workspace.ts'

/** Everything that one Workspace holds, in the order in which it was made. Records are replaced, never changed. */
export interface Store {
  workspace: Workspace
  readonly activities: Map<string, Activity>
  readonly taskChannels: Map<string, TaskChannel>
  readonly queues: Map<string, TaskQueue>
  readonly workflows: Map<string, Workflow>
  readonly workers: Map<string, Worker>
  readonly workerChannels: Map<string, WorkerChannel>
  readonly tasks: Map<string, Task>
  readonly reservations: Map<string, Reservation>
  readonly transfers: Map<string, Transfer>
}

/** The same records in Maps of its own. */
export function copyOf(store: Store): Store {
  const {
    workspace,
    activities,
    taskChannels,
    queues,
    workflows,
    workers,
    workerChannels,
    tasks,
    reservations,
    transfers,
  } = store
  return {
    workspace,
    activities: new Map(activities),
    taskChannels: new Map(taskChannels),
    queues: new Map(queues),
    workflows: new Map(workflows),
    workers: new Map(workers),
    workerChannels: new Map(workerChannels),
    tasks: new Map(tasks),
    reservations: new Map(reservations),
    transfers: new Map(transfers),
  }
}

/** A record that must exist; its absence is a bug, not an answer. */
export function recordOf<T>(records: ReadonlyMap<string, T>, sid: string): T {
  const record = records.get(sid)
  if (record === undefined) throw new Error(`Nothing is stored under ${sid}`)
  return record
}

export function reservationsOfTask(store: Store, taskSid: string): readonly Reservation[] {
  return [...store.reservations.values()].filter((each) => each.taskSid === taskSid)
}

export function reservationsOfWorker(store: Store, workerSid: string): readonly Reservation[] {
  return [...store.reservations.values()].filter((each) => each.workerSid === workerSid)
}

/** The transfer that a Task is in; null for a Task that stays where it is. */
export function activeTransferOf(store: Store, taskSid: string): Transfer | null {
  const all = [...store.transfers.values()]
  return all.find((each) => each.taskSid === taskSid && each.status === 'initiated') ?? null
}

export function channelsOfWorker(store: Store, workerSid: string): readonly WorkerChannel[] {
  return [...store.workerChannels.values()].filter((each) => each.workerSid === workerSid)
}

export function activityOf(store: Store, worker: Worker): Activity {
  return recordOf(store.activities, worker.activitySid)
}
