import { z } from 'zod'
import { badRequest } from '../../http/rest-error.ts'
import type { Context } from '../engine/context.ts'
import type { Store } from '../model/store.ts'
import { templateStore } from '../model/template.ts'
import type { Workspace } from '../model/workspace.ts'
import { findNamedRecord } from './find-record.ts'
import { flag, readParams, text, type Params } from './params.ts'

const schema = z.object({
  FriendlyName: text.min(1).optional(),
  DefaultActivitySid: text.optional(),
  TimeoutActivitySid: text.optional(),
  EventCallbackUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).optional(),
  EventsFilter: text.optional(),
  MultiTaskEnabled: flag.optional(),
  PrioritizeQueueOrder: z.enum(['FIFO', 'LIFO']).optional(),
})

const creation = z.object({
  FriendlyName: text.min(1).max(64),
  Template: z.enum(['NONE', 'FIFO']).default('NONE'),
})

/**
 * POST /Workspaces: what a new one begins with; `updateWorkspace` does the rest.
 * Docs: taskrouter/api/workspace#create-a-workspace-resource.
 */
export function newWorkspace(params: Params, now: number): Store {
  const { FriendlyName, Template } = readParams(creation, params)
  readParams(schema, params)
  return templateStore(now, FriendlyName, Template)
}

/** POST /Workspaces/WS…. Docs: taskrouter/api/workspace#update-a-workspace-resource. */
export function updateWorkspace(
  context: Context,
  params: Params,
  type: 'workspace.created' | 'workspace.updated' = 'workspace.updated',
): Workspace {
  const given = readParams(schema, params)
  const before = context.store.workspace
  if (type === 'workspace.updated' && before.multiTaskEnabled && given.MultiTaskEnabled === false) {
    throw badRequest('A multi-tasking Workspace cannot be updated to single-tasking')
  }
  const activity = (sid: string | undefined, parameter: string, otherwise: string) =>
    sid === undefined ? otherwise : findNamedRecord(context.store.activities, sid, parameter).sid
  const workspace: Workspace = {
    ...before,
    dateUpdated: context.clock.now(),
    friendlyName: given.FriendlyName ?? before.friendlyName,
    defaultActivitySid: activity(
      given.DefaultActivitySid,
      'DefaultActivitySid',
      before.defaultActivitySid,
    ),
    timeoutActivitySid: activity(
      given.TimeoutActivitySid,
      'TimeoutActivitySid',
      before.timeoutActivitySid,
    ),
    eventCallbackUrl: given.EventCallbackUrl ?? before.eventCallbackUrl,
    eventsFilter: given.EventsFilter === undefined ? before.eventsFilter : list(given.EventsFilter),
    multiTaskEnabled: given.MultiTaskEnabled ?? before.multiTaskEnabled,
    prioritizeQueueOrder: given.PrioritizeQueueOrder ?? before.prioritizeQueueOrder,
  }
  context.store.workspace = workspace
  context.emit({ kind: 'workspace', type, workspace })
  return workspace
}

function list(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
