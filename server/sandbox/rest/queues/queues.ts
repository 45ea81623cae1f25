import type { FastifyInstance, FastifyRequest } from 'fastify'
import { page2010 } from '../../http/paging.ts'
import { badRequest } from '../../http/rest-error.ts'
import { API_VERSION } from '../../telephony/call/call-params.ts'
import { redirectCall } from '../../telephony/dialing/direct.ts'
import { text } from '../../telephony/form.ts'
import type { Form } from '../../telephony/form.ts'
import type { Queue, QueueEntry } from '../../telephony/queue/queues.ts'
import { rfc2822 } from '../../telephony/rfc2822.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { ACCOUNT_PATH, formOf, missing, pathParam } from '../account-scope.ts'
import { scriptOf } from '../calls/twiml-source.ts'

const LIST = `${ACCOUNT_PATH}/Queues`
const ONE = `${LIST}/:queue`
const MEMBERS = `${ONE}/Members`
const MEMBER = `${MEMBERS}/:call`
/** Docs: voice/api/queue-resource. */
const DEFAULT_SIZE = 1000
const LARGEST = 5000
const FRONT = 'Front'
/** Docs: api/errors/22003. */
const NAME_TAKEN = 22003

/** Docs: voice/api/queue-resource, voice/api/member-resource. */
export function queueRoutes(app: FastifyInstance, services: VoiceServices): void {
  const { queues, clock } = services
  app.get(LIST, (request) =>
    page2010(
      request,
      'queues',
      queues.list().map((queue) => queueJson(services, queue)),
    ),
  )
  app.post(LIST, (request, reply) => {
    const form = formOf(request)
    const name = nameOf(form)
    if (name === undefined) throw badRequest('FriendlyName is required')
    if (queues.byName(name) !== null)
      throw badRequest(`A queue '${name}' exists already`, NAME_TAKEN)
    const queue = queues.create(name, sizeOf(form) ?? DEFAULT_SIZE)
    return reply.status(201).send(queueJson(services, queue))
  })
  app.get(ONE, (request) => queueJson(services, findQueue(services, request)))
  app.post(ONE, (request) => {
    const queue = findQueue(services, request)
    const form = formOf(request)
    const [name, size] = [nameOf(form), sizeOf(form)]
    const same = name === undefined ? null : queues.byName(name)
    if (same !== null && same !== queue)
      throw badRequest(`A queue '${name}' exists already`, NAME_TAKEN)
    if (name !== undefined) queue.friendlyName = name
    if (size !== undefined) queue.maxSize = size
    queue.updatedAt = clock.now()
    return queueJson(services, queue)
  })
  app.delete(ONE, (request, reply) => {
    const queue = findQueue(services, request)
    if (queue.entries.length > 0) throw badRequest('The queue is not empty')
    queues.remove(queue)
    return reply.status(204).send()
  })
  app.get(MEMBERS, (request) => {
    const { entries } = findQueue(services, request)
    return page2010(
      request,
      'queue_members',
      entries.map((entry) => memberJson(services, entry)),
    )
  })
  app.get(MEMBER, (request) => memberJson(services, member(services, request)))
  app.post(MEMBER, (request) => {
    const entry = member(services, request)
    const start = scriptOf(formOf(request), services.routes)
    if (start === null) throw badRequest('Url is required')
    const before = memberJson(services, entry)
    redirectCall(services, entry.call, start)
    return before
  })
}

function nameOf(form: Form): string | undefined {
  const name = text(form, 'FriendlyName')
  if (name !== undefined && name.length > 64) throw badRequest('FriendlyName is too long: up to 64')
  return name
}

function sizeOf(form: Form): number | undefined {
  const given = text(form, 'MaxSize')
  if (given === undefined) return undefined
  const size = Number(given)
  if (Number.isInteger(size) && size >= 1 && size <= LARGEST) return size
  throw badRequest(`MaxSize is not from 1 to ${LARGEST}`)
}

function findQueue({ queues }: VoiceServices, request: FastifyRequest): Queue {
  const queue = queues.list().find(({ sid }) => sid === pathParam(request, 'queue'))
  if (!queue) throw missing(request)
  return queue
}

/** By call SID, or `Front`. */
function member(services: VoiceServices, request: FastifyRequest): QueueEntry {
  const { entries } = findQueue(services, request)
  const which = pathParam(request, 'call')
  const entry = which === FRONT ? entries[0] : entries.find(({ call }) => call.sid === which)
  if (!entry) throw missing(request)
  return entry
}

function queueJson({ accountSid, queues }: VoiceServices, queue: Queue): Record<string, unknown> {
  const uri = uriOf(accountSid, queue)
  return {
    account_sid: accountSid,
    average_wait_time: queues.averageWait(queue),
    current_size: queue.entries.length,
    date_created: rfc2822(queue.createdAt),
    date_updated: rfc2822(queue.updatedAt),
    friendly_name: queue.friendlyName,
    max_size: queue.maxSize,
    sid: queue.sid,
    uri: `${uri}.json`,
    subresource_uris: { members: `${uri}/Members.json` },
  }
}

function memberJson(
  { accountSid, queues }: VoiceServices,
  entry: QueueEntry,
): Record<string, unknown> {
  const { call, queue } = entry
  return {
    call_sid: call.sid,
    date_enqueued: rfc2822(entry.enteredAt),
    position: queue.entries.indexOf(entry) + 1,
    queue_sid: queue.sid,
    uri: `${uriOf(accountSid, queue)}/Members/${call.sid}.json`,
    wait_time: queues.secondsIn(entry),
  }
}

function uriOf(accountSid: string, { sid }: Queue): string {
  return `/${API_VERSION}/Accounts/${accountSid}/Queues/${sid}`
}
