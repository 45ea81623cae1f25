import { notFound } from '../../http/rest-error.ts'
import { pageV1 } from '../../http/paging.ts'
import type { JournalEntry } from '../journal/journal.ts'
import { readEvents } from '../journal/read-events.ts'
import { resourceOf } from '../journal/event-params.ts'
import { paramsOf, pathPart } from './request.ts'
import type { Scope } from './scope.ts'
import { iso } from '../model/iso.ts'
import type { Wire } from './wire.ts'

/** The parameters of every event callback; the resource has fields of its own for them. */
const COMMON = new Set([
  'Sid',
  'EventType',
  'AccountSid',
  'EventDescription',
  'ResourceType',
  'ResourceSid',
  'Timestamp',
  'TimestampMs',
])

const COLLECTIONS: Readonly<Record<string, string>> = {
  task: '/Tasks',
  worker: '/Workers',
  activity: '/Activities',
  taskqueue: '/TaskQueues',
  workflow: '/Workflows',
  'task-channel': '/TaskChannels',
}

/** Docs: taskrouter/api/event. */
export function eventRoutes(scope: Scope): void {
  scope.get('/Events', (wire, request) => {
    const now = wire.context.clock.now()
    const entries = readEvents(wire.journal.entries(), paramsOf(request), now)
    return pageV1(
      request,
      'events',
      entries.map((entry) => eventResource(wire, entry)),
    )
  })
  scope.get('/Events/:sid', (wire, request) => {
    const sid = pathPart(request, 'sid')
    const entry = wire.journal.entries().find((each) => each.sid === sid)
    if (entry === undefined) throw notFound(`/Events/${sid}`)
    return eventResource(wire, entry)
  })
}

/** Docs: taskrouter/api/event#event-properties. Chosen: the Workspace is always the actor. */
function eventResource(wire: Wire, { sid, at, event, params }: JournalEntry) {
  const resource = resourceOf(event)
  return {
    account_sid: wire.accountSid,
    actor_sid: wire.workspaceSid,
    actor_type: 'workspace',
    actor_url: wire.url(''),
    description: params['EventDescription'] ?? '',
    event_data: eventData(params),
    event_date: iso(at),
    event_date_ms: at,
    event_type: event.type,
    resource_sid: resource.sid,
    resource_type: resource.type,
    resource_url: resourceUrl(wire, resource, params['TaskSid']),
    sid,
    source: 'twilio',
    source_ip_address: null,
    url: wire.url(`/Events/${sid}`),
    workspace_sid: wire.workspaceSid,
  }
}

/** `TaskQueueSid` to `task_queue_sid`. */
function eventData(params: Readonly<Record<string, string>>): Record<string, string> {
  const own = Object.entries(params).filter(([name]) => !COMMON.has(name))
  return Object.fromEntries(
    own.map(([name, value]) => [name.replaceAll(/(?<=[a-z])[A-Z]/g, '_$&').toLowerCase(), value]),
  )
}

function resourceUrl(
  wire: Wire,
  { type, sid }: { readonly type: string; readonly sid: string },
  taskSid: string | undefined,
): string {
  if (type === 'reservation') return wire.url(`/Tasks/${taskSid ?? ''}/Reservations/${sid}`)
  const collection = COLLECTIONS[type]
  return wire.url(collection === undefined ? '' : `${collection}/${sid}`)
}
