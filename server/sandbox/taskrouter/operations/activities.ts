import { z } from 'zod'
import { newSid } from '../../account.ts'
import { badRequest } from '../../http/rest-error.ts'
import type { Context } from '../engine/context.ts'
import type { Activity } from '../model/workspace.ts'
import { flag, readParams, text, type Params } from './params.ts'

const creation = z.object({ FriendlyName: text.min(1), Available: flag.optional() })

/** POST …/Activities. Docs: taskrouter/api/activity#create-an-activity-resource. */
export function createActivity(context: Context, params: Params): Activity {
  const given = readParams(creation, params)
  const now = context.clock.now()
  const activity: Activity = {
    sid: newSid('WA'),
    dateCreated: now,
    dateUpdated: now,
    friendlyName: given.FriendlyName,
    available: given.Available ?? false,
  }
  context.store.activities.set(activity.sid, activity)
  context.emit({ kind: 'activity', type: 'activity.created', activity })
  return activity
}

/** POST …/Activities/WA…: its name alone can change. Docs: taskrouter/api/activity#update-an-activity-resource. */
export function updateActivity(context: Context, before: Activity, params: Params): Activity {
  const given = readParams(z.object({ FriendlyName: text.min(1).optional() }), params)
  const activity = {
    ...before,
    friendlyName: given.FriendlyName ?? before.friendlyName,
    dateUpdated: context.clock.now(),
  }
  context.store.activities.set(activity.sid, activity)
  context.emit({ kind: 'activity', type: 'activity.updated', activity })
  return activity
}

/** DELETE …/Activities/WA…. Chosen, because the document is silent: one that is in use is kept, with 400. */
export function deleteActivity(context: Context, activity: Activity): void {
  const { store } = context
  const { defaultActivitySid, timeoutActivitySid } = store.workspace
  const inUse =
    [defaultActivitySid, timeoutActivitySid].includes(activity.sid) ||
    [...store.workers.values()].some((worker) => worker.activitySid === activity.sid)
  if (inUse) throw badRequest(`Cannot delete activity ${activity.sid} because it is in use`)
  store.activities.delete(activity.sid)
  context.emit({ kind: 'activity', type: 'activity.deleted', activity })
}

const filters = z.object({ FriendlyName: text.optional(), Available: flag.optional() })

/** GET …/Activities. Docs: taskrouter/api/activity#read-multiple-activity-resources. */
export function listActivities({ store }: Context, params: Params): readonly Activity[] {
  const given = readParams(filters, params)
  return [...store.activities.values()].filter(
    (activity) =>
      (given.FriendlyName ?? activity.friendlyName) === activity.friendlyName &&
      (given.Available ?? activity.available) === activity.available,
  )
}
