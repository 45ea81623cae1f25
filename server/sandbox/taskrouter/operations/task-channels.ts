import { z } from 'zod'
import { newSid } from '../../account.ts'
import { badRequest, notFound } from '../../http/rest-error.ts'
import type { Context } from '../engine/context.ts'
import type { TaskChannel } from '../model/workspace.ts'
import { isEnded } from '../model/work.ts'
import { readParams, text, type Params } from './params.ts'

const creation = z.object({ FriendlyName: text.min(1), UniqueName: text.min(1) })

/** By SID or unique name. */
export function findTaskChannel({ store }: Context, name: string): TaskChannel {
  const channels = [...store.taskChannels.values()]
  const channel = channels.find((each) => each.sid === name || each.uniqueName === name)
  if (channel === undefined) throw notFound(`/TaskChannels/${name}`)
  return channel
}

/** POST …/TaskChannels: every Worker gets it with capacity 1. Docs: taskrouter/api/task-channel. */
export function createTaskChannel(context: Context, params: Params): TaskChannel {
  const given = readParams(creation, params)
  const { store, clock } = context
  if ([...store.taskChannels.values()].some((each) => each.uniqueName === given.UniqueName)) {
    throw badRequest(`Invalid parameter UniqueName: ${given.UniqueName} is taken`)
  }
  const stamp = { dateCreated: clock.now(), dateUpdated: clock.now() }
  const channel: TaskChannel = {
    ...stamp,
    sid: newSid('TC'),
    friendlyName: given.FriendlyName,
    uniqueName: given.UniqueName,
  }
  store.taskChannels.set(channel.sid, channel)
  for (const { sid: workerSid } of store.workers.values()) {
    const own = {
      ...stamp,
      sid: newSid('WC'),
      workerSid,
      taskChannelSid: channel.sid,
      configuredCapacity: 1,
      available: true,
      lastReservedTime: null,
    }
    store.workerChannels.set(own.sid, own)
  }
  context.emit({ kind: 'task-channel', type: 'task-channel.created', channel })
  return channel
}

/** POST …/TaskChannels/TC…: its friendly name alone can change. */
export function updateTaskChannel(
  context: Context,
  before: TaskChannel,
  params: Params,
): TaskChannel {
  const given = readParams(z.object({ FriendlyName: text.min(1).optional() }), params)
  const friendlyName = given.FriendlyName ?? before.friendlyName
  const channel = { ...before, friendlyName, dateUpdated: context.clock.now() }
  context.store.taskChannels.set(channel.sid, channel)
  context.emit({ kind: 'task-channel', type: 'task-channel.updated', channel })
  return channel
}

/** DELETE …/TaskChannels/TC…. Chosen, because the document is silent: one with Tasks is kept, with 400. */
export function deleteTaskChannel(context: Context, channel: TaskChannel): void {
  const { store } = context
  const used = [...store.tasks.values()].some(
    (task) => task.taskChannelSid === channel.sid && !isEnded(task),
  )
  if (used) throw badRequest(`Cannot delete task channel ${channel.sid} because it has tasks`)
  store.taskChannels.delete(channel.sid)
  for (const own of store.workerChannels.values()) {
    if (own.taskChannelSid === channel.sid) store.workerChannels.delete(own.sid)
  }
  context.emit({ kind: 'task-channel', type: 'task-channel.deleted', channel })
}
