import {
  freshActivity,
  freshChannels,
  freshQueue,
  freshStore,
  freshWorkflow,
} from './fresh-store.ts'
import type { Store } from './store.ts'

export type Template = 'NONE' | 'FIFO'

/**
 * A new Workspace: the default Activities alone, or also one TaskQueue with a Workflow that puts every Task there.
 * Docs: taskrouter/api/workspace#create-a-workspace-resource (Template).
 */
export function templateStore(now: number, friendlyName: string, template: Template): Store {
  const offline = freshActivity(now, 'Offline')
  const available = freshActivity(now, 'Available', true)
  const unavailable = freshActivity(now, 'Unavailable')
  const { standard, voice, chat } = freshChannels(now)
  const queue = freshQueue(now, 'Sample Queue')
  const workflow = freshWorkflow(now, 'Default Fifo Workflow', {
    task_routing: { filters: [], default_filter: { queue: queue.sid } },
  })
  return freshStore(now, {
    friendlyName,
    defaultActivity: offline,
    timeoutActivity: unavailable,
    activities: [offline, available, unavailable],
    channels: [standard, voice, chat],
    queues: template === 'FIFO' ? [queue] : [],
    workflows: template === 'FIFO' ? [workflow] : [],
  })
}
