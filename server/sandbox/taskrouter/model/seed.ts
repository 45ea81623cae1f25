import { newSid } from '../../account.ts'
import type { Store } from './store.ts'
import type { Activity, Stored, TaskChannel, TaskQueue, Workflow } from './workspace.ts'

/** The SIDs that the sandbox is born with, by friendly or unique name. */
export interface Seed {
  readonly workspaceSid: string
  readonly workflowSid: string
  readonly queues: Readonly<Record<'Support' | 'Sales', string>>
  readonly activities: Readonly<Record<'Offline' | 'Available' | 'Unavailable' | 'Break', string>>
  readonly taskChannels: Readonly<Record<'voice' | 'default' | 'chat', string>>
}

/** A Workspace as a fresh account gets it, plus two queues and one Workflow. Docs: taskrouter/api/workspace. */
export function seedStore(now: number): { readonly store: Store; readonly seed: Seed } {
  const stored = (prefix: string): Stored => ({
    sid: newSid(prefix),
    dateCreated: now,
    dateUpdated: now,
  })
  const activity = (friendlyName: string, available: boolean): Activity => ({
    ...stored('WA'),
    friendlyName,
    available,
  })
  const offline = activity('Offline', false)
  const available = activity('Available', true)
  const unavailable = activity('Unavailable', false)
  const rest = activity('Break', false)
  const channel = (friendlyName: string, uniqueName: string): TaskChannel => ({
    ...stored('TC'),
    friendlyName,
    uniqueName,
  })
  const voice = channel('Voice', 'voice')
  const standard = channel('Default', 'default')
  const chat = channel('Programmable Chat', 'chat')
  const support = queue(stored('WQ'), 'Support')
  const sales = queue(stored('WQ'), 'Sales')
  const inbound = inboundWorkflow(stored('WW'), support.sid, sales.sid)
  const store: Store = {
    workspace: {
      ...stored('WS'),
      friendlyName: 'Contact centre',
      defaultActivitySid: offline.sid,
      timeoutActivitySid: unavailable.sid,
      eventCallbackUrl: '',
      eventsFilter: [],
      multiTaskEnabled: true,
      prioritizeQueueOrder: 'FIFO',
    },
    activities: bySid([offline, available, unavailable, rest]),
    taskChannels: bySid([standard, voice, chat]),
    queues: bySid([support, sales]),
    workflows: bySid([inbound]),
    workers: new Map(),
    workerChannels: new Map(),
    tasks: new Map(),
    reservations: new Map(),
    transfers: new Map(),
  }
  const seed: Seed = {
    workspaceSid: store.workspace.sid,
    workflowSid: inbound.sid,
    queues: { Support: support.sid, Sales: sales.sid },
    activities: {
      Offline: offline.sid,
      Available: available.sid,
      Unavailable: unavailable.sid,
      Break: rest.sid,
    },
    taskChannels: { voice: voice.sid, default: standard.sid, chat: chat.sid },
  }
  return { store, seed }
}

function queue(stored: Stored, friendlyName: string): TaskQueue {
  return {
    ...stored,
    friendlyName,
    targetWorkers: '1==1',
    maxReservedWorkers: 1,
    taskOrder: 'FIFO',
    reservationActivitySid: null,
    assignmentActivitySid: null,
  }
}

function inboundWorkflow(stored: Stored, supportSid: string, salesSid: string): Workflow {
  const sales = {
    filter_friendly_name: 'Sales',
    expression: 'queue == "Sales"',
    targets: [{ queue: salesSid }],
  }
  const configuration = {
    task_routing: { filters: [sales], default_filter: { queue: supportSid } },
  }
  return {
    ...stored,
    friendlyName: 'Inbound',
    configuration: JSON.stringify(configuration),
    assignmentCallbackUrl: null,
    fallbackAssignmentCallbackUrl: null,
    taskReservationTimeout: 120,
  }
}

function bySid<T extends Stored>(records: readonly T[]): Map<string, T> {
  return new Map(records.map((record) => [record.sid, record]))
}
