import { z } from 'zod'
import { newSid } from '../../account.ts'
import { notFound } from '../../http/rest-error.ts'
import type { Context } from '../engine/context.ts'
import { channelsOfWorker, recordOf } from '../model/store.ts'
import type { WorkerChannel } from '../model/work.ts'
import { flag, readParams, whole, type Params } from './params.ts'

const schema = z.object({
  Capacity: whole.pipe(z.number().nonnegative()).optional(),
  Available: flag.optional(),
})

/** A Worker's channel by its SID, its TaskChannel's SID or its unique name. Docs: taskrouter/api/worker-channel. */
export function findChannel(context: Context, workerSid: string, name: string): WorkerChannel {
  const channel = channelsOfWorker(context.store, workerSid).find(
    (each) =>
      each.sid === name ||
      each.taskChannelSid === name ||
      recordOf(context.store.taskChannels, each.taskChannelSid).uniqueName === name,
  )
  if (channel === undefined) throw notFound(`/Workers/${workerSid}/Channels/${name}`)
  return channel
}

/** Lets a Worker take one Task at a time on a TaskChannel. Docs: taskrouter/multitasking. */
export function addWorkerChannel(
  context: Context,
  workerSid: string,
  taskChannelSid: string,
): WorkerChannel {
  const now = context.clock.now()
  const channel: WorkerChannel = {
    sid: newSid('WC'),
    dateCreated: now,
    dateUpdated: now,
    workerSid,
    taskChannelSid,
    configuredCapacity: 1,
    available: true,
    lastReservedTime: null,
  }
  context.store.workerChannels.set(channel.sid, channel)
  return channel
}

/** POST …/Workers/WK…/Channels/…. Docs: taskrouter/api/worker-channel#update-a-workerchannel-resource. */
export function updateChannel(
  context: Context,
  channel: WorkerChannel,
  params: Params,
): WorkerChannel {
  const given = readParams(schema, params)
  const next: WorkerChannel = {
    ...channel,
    configuredCapacity: given.Capacity ?? channel.configuredCapacity,
    available: given.Available ?? channel.available,
    dateUpdated: context.clock.now(),
  }
  context.store.workerChannels.set(channel.sid, next)
  const worker = recordOf(context.store.workers, channel.workerSid)
  const told = {
    kind: 'worker-channel',
    worker,
    channel: next,
    previousCapacity: channel.configuredCapacity,
  } as const
  if (next.configuredCapacity !== channel.configuredCapacity) {
    context.emit({ ...told, type: 'worker.capacity.update' })
  }
  if (next.available !== channel.available) {
    context.emit({ ...told, type: 'worker.channel.availability.update' })
  }
  return next
}
