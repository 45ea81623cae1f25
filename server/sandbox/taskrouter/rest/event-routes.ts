import type { FastifyInstance } from 'fastify'
import { pageV1 } from '../../http/paging.ts'
import { notFound } from '../../http/rest-error.ts'
import type { Journal, JournalEntry } from '../callbacks/journal.ts'
import { listEvents } from '../operations/events.ts'
import { paramsOf, pathPart } from './request.ts'
import { iso, type Wire } from './wire.ts'

/** Where a resource of each type is found; a Task's Reservations are under it. */
const COLLECTIONS: Readonly<Record<string, string>> = {
  activity: '/Activities',
  reservation: '/Reservations',
  task: '/Tasks',
  taskchannel: '/TaskChannels',
  taskqueue: '/TaskQueues',
  worker: '/Workers',
  workflow: '/Workflows',
}
/** What the properties of the Event resource say already. */
const NOT_DATA = new Set([
  'Sid',
  'EventType',
  'AccountSid',
  'EventDescription',
  'ResourceType',
  'ResourceSid',
  'Timestamp',
  'TimestampMs',
])

/** Docs: taskrouter/api/event. */
export function eventRoutes(app: FastifyInstance, wire: Wire, journal: Journal): void {
  const { clock } = wire.context
  app.get('/Events', (request) => {
    const entries = listEvents(journal, clock, paramsOf(request))
    return pageV1(
      request,
      'events',
      entries.map((each) => eventResource(wire, each)),
    )
  })
  app.get('/Events/:sid', (request) => {
    const sid = pathPart(request, 'sid')
    const entry = journal.entries().find((each) => each.sid === sid)
    if (entry === undefined) throw notFound(`/Events/${sid}`)
    return eventResource(wire, entry)
  })
}

function eventResource(wire: Wire, { sid, at, params }: JournalEntry): Record<string, unknown> {
  return {
    account_sid: wire.accountSid,
    actor_sid: wire.workspaceSid,
    actor_type: 'workspace',
    actor_url: wire.url(''),
    description: params['EventDescription'],
    event_data: dataOf(params),
    event_date: iso(at),
    event_date_ms: at,
    event_type: params['EventType'],
    resource_sid: params['ResourceSid'],
    resource_type: params['ResourceType'],
    resource_url: wire.url(resourcePath(params)),
    sid,
    source: 'twilio',
    source_ip_address: '127.0.0.1',
    url: wire.url(`/Events/${sid}`),
    workspace_sid: wire.workspaceSid,
  }
}

function resourcePath(params: JournalEntry['params']): string {
  const { ResourceType: type = '', ResourceSid: sid = '', TaskSid: task = '' } = params
  const collection = COLLECTIONS[type]
  if (collection === undefined) return ''
  return `${type === 'reservation' ? `/Tasks/${task}` : ''}${collection}/${sid}`
}

/** `TaskSid` to `task_sid`. */
function dataOf(params: JournalEntry['params']): Record<string, string> {
  const data = Object.entries(params).filter(([name]) => !NOT_DATA.has(name))
  return Object.fromEntries(data.map(([name, value]) => [snakeCase(name), value]))
}

function snakeCase(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()
}
