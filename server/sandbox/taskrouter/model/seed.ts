import {
  freshActivity,
  freshChannels,
  freshQueue,
  freshStore,
  freshWorkflow,
} from './fresh-store.ts'
import type { Store } from './store.ts'

/** The SIDs that exist from the start, by friendly or unique name. */
export interface Seed {
  readonly workspaceSid: string
  readonly workflowSid: string
  readonly queues: Readonly<Record<'Support' | 'Sales', string>>
  readonly activities: Readonly<Record<'Offline' | 'Available' | 'Unavailable' | 'Break', string>>
  readonly taskChannels: Readonly<Record<'voice' | 'default' | 'chat', string>>
}

/** A Workspace as a fresh account gets it, plus two queues and one Workflow. Docs: taskrouter/api/workspace. */
export function seedStore(now: number): { readonly store: Store; readonly seed: Seed } {
  const offline = freshActivity(now, 'Offline')
  const available = freshActivity(now, 'Available', true)
  const unavailable = freshActivity(now, 'Unavailable')
  const rest = freshActivity(now, 'Break')
  const { standard, voice, chat } = freshChannels(now)
  const support = freshQueue(now, 'Support')
  const sales = freshQueue(now, 'Sales')
  const filter = {
    filter_friendly_name: 'Sales',
    expression: 'queue == "Sales"',
    targets: [{ queue: sales.sid }],
  }
  const inbound = freshWorkflow(now, 'Inbound', {
    task_routing: { filters: [filter], default_filter: { queue: support.sid } },
  })
  const store = freshStore(now, {
    friendlyName: 'Contact centre',
    defaultActivity: offline,
    timeoutActivity: unavailable,
    activities: [offline, available, unavailable, rest],
    channels: [standard, voice, chat],
    queues: [support, sales],
    workflows: [inbound],
  })
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
