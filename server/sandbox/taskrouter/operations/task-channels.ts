import { z } from 'zod'
import { newSid } from '../../account.ts'
import { badRequest } from '../../http/rest-error.ts'
import type { Context } from '../engine/context.ts'
import type { TaskChannel } from '../model/workspace.ts'
import { flag, readParams, text, type Params } from './params.ts'
import { addWorkerChannel } from './worker-channels.ts'

const NAME_LIMIT = 64

const creation = z.object({
  FriendlyName: text.min(1).max(NAME_LIMIT),
  UniqueName: text.min(1).max(NAME_LIMIT),
  ChannelOptimizedRouting: flag.optional(),
})

/** POST …/TaskChannels; every Worker can take one Task on it. Docs: taskrouter/api/task-channel. */
export function createTaskChannel(context: Context, params: Params): TaskChannel {
  const given = readParams(creation, params)
  const { store, clock } = context
  if ([...store.taskChannels.values()].some(({ uniqueName }) => uniqueName === given.UniqueName)) {
    throw badRequest(`A TaskChannel with UniqueName ${given.UniqueName} already exists`)
  }
  const now = clock.now()
  const channel: TaskChannel = {
    sid: newSid('TC'),
    dateCreated: now,
    dateUpdated: now,
    friendlyName: given.FriendlyName,
    uniqueName: given.UniqueName,
    optimizedRouting: given.ChannelOptimizedRouting ?? false,
  }
  store.taskChannels.set(channel.sid, channel)
  for (const { sid } of store.workers.values()) addWorkerChannel(context, sid, channel.sid)
  context.emit({ kind: 'task-channel', type: 'task-channel.created', channel })
  return channel
}

const changes = z.object({
  FriendlyName: text.min(1).max(NAME_LIMIT).optional(),
  ChannelOptimizedRouting: flag.optional(),
})

/** POST …/TaskChannels/TC…. Docs: taskrouter/api/task-channel#update-a-taskchannel-resource. */
export function updateTaskChannel(
  context: Context,
  before: TaskChannel,
  params: Params,
): TaskChannel {
  const given = readParams(changes, params)
  const channel: TaskChannel = {
    ...before,
    dateUpdated: context.clock.now(),
    friendlyName: given.FriendlyName ?? before.friendlyName,
    optimizedRouting: given.ChannelOptimizedRouting ?? before.optimizedRouting,
  }
  context.store.taskChannels.set(channel.sid, channel)
  context.emit({ kind: 'task-channel', type: 'task-channel.updated', channel })
  return channel
}

/**
 * DELETE …/TaskChannels/TC…. Chosen, because the document is silent: a channel on which there are Tasks, and the one
 * for Tasks without a channel, are kept, with 400.
 */
export function deleteTaskChannel(context: Context, channel: TaskChannel): void {
  const { store } = context
  const used = [...store.tasks.values()].some((task) => task.taskChannelSid === channel.sid)
  if (used || channel.uniqueName === 'default') {
    throw badRequest(`Cannot delete task channel ${channel.sid} because it is in use`)
  }
  for (const { sid, taskChannelSid } of store.workerChannels.values()) {
    if (taskChannelSid === channel.sid) store.workerChannels.delete(sid)
  }
  store.taskChannels.delete(channel.sid)
  context.emit({ kind: 'task-channel', type: 'task-channel.deleted', channel })
}
