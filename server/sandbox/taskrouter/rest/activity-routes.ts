import { pageV1 } from '../../http/paging.ts'
import {
  createActivity,
  deleteActivity,
  listActivities,
  updateActivity,
} from '../operations/activities.ts'
import { findRecord } from '../operations/find-record.ts'
import { paramsOf, pathPart } from './request.ts'
import type { Scope } from './scope.ts'
import { activityResource } from './workspace-resources.ts'

/** Docs: taskrouter/api/activity. */
export function activityRoutes(scope: Scope): void {
  scope.get('/Activities', (wire, request) => {
    const activities = listActivities(wire.context, paramsOf(request))
    return pageV1(
      request,
      'activities',
      activities.map((each) => activityResource(wire, each)),
    )
  })
  scope.post('/Activities', async (wire, request, reply) => {
    const { context } = wire
    const activity = context.run(() => createActivity(context, paramsOf(request)))
    return await reply.status(201).send(activityResource(wire, activity))
  })
  scope.get('/Activities/:sid', (wire, request) => {
    const { activities } = wire.context.store
    return activityResource(wire, findRecord(activities, pathPart(request, 'sid'), '/Activities'))
  })
  scope.post('/Activities/:sid', (wire, request) => {
    const { context } = wire
    const activity = findRecord(context.store.activities, pathPart(request, 'sid'), '/Activities')
    return activityResource(
      wire,
      context.run(() => updateActivity(context, activity, paramsOf(request))),
    )
  })
  scope.delete('/Activities/:sid', async ({ context }, request, reply) => {
    const activity = findRecord(context.store.activities, pathPart(request, 'sid'), '/Activities')
    context.run(() => deleteActivity(context, activity))
    return await reply.status(204).send()
  })
}
