import type { FastifyInstance, FastifyRequest } from 'fastify'
import { newSid } from '../../account.ts'
import { badRequest } from '../../http/rest-error.ts'
import type { Subscription } from '../../messages/subscriptions.ts'
import { LONGEST_CONTENT } from '../../messages/user-message.ts'
import { API_VERSION } from '../../telephony/call/call-params.ts'
import type { Call } from '../../telephony/call/call.ts'
import { method, text } from '../../telephony/form.ts'
import type { Form } from '../../telephony/form.ts'
import { rfc2822 } from '../../telephony/rfc2822.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { ACCOUNT_PATH, formOf, missing, pathParam } from '../account-scope.ts'

const CALL = `${ACCOUNT_PATH}/Calls/:call`
const SUBSCRIPTIONS = `${CALL}/UserDefinedMessageSubscriptions`

/** Docs: api/errors/21220. */
const NOT_ACTIVE = 21220
/** Docs: api/errors/32702, 32703. */
const INVALID_CONTENT = 32702
const CONTENT_TOO_LONG = 32703

type Json = Readonly<Record<string, unknown>>

/**
 * Messages between the application and a Device in a call. Docs: voice/api/userdefinedmessage-resource,
 * voice/api/userdefinedmessagesubscription-resource, voice/sdks/call-message-events.
 */
export function userDefinedMessageRoutes(app: FastifyInstance, services: VoiceServices): void {
  const answered = new WeakMap<Call, Map<string, Json>>()

  /** A request that is repeated with its `IdempotencyKey` gets the first answer, and does nothing. */
  function once(call: Call, what: string, form: Form, make: () => Json): Json {
    const key = text(form, 'IdempotencyKey')
    if (key === undefined) return make()
    const before = answered.get(call) ?? new Map<string, Json>()
    answered.set(call, before)
    const name = `${what} ${key}`
    const made = before.get(name) ?? make()
    before.set(name, made)
    return made
  }

  app.post(`${CALL}/UserDefinedMessages`, (request, reply) => {
    const call = activeCall(services, request)
    const form = formOf(request)
    const made = once(call, 'message', form, () => sendMessage(services, call, form))
    return reply.status(201).send(made)
  })
  app.post(SUBSCRIPTIONS, (request, reply) => {
    const call = activeCall(services, request)
    const form = formOf(request)
    const made = once(call, 'subscription', form, () => subscribe(services, call, form))
    return reply.status(201).send(made)
  })
  app.delete(`${SUBSCRIPTIONS}/:subscription`, (request, reply) => {
    const { messageSubscriptions } = services
    const [callSid, sid] = [pathParam(request, 'call'), pathParam(request, 'subscription')]
    if (!messageSubscriptions.find(callSid, sid)) throw missing(request)
    messageSubscriptions.remove(sid)
    return reply.status(204).send()
  })
}

/** A call is active while it rings and while it is in progress. */
function activeCall({ calls }: VoiceServices, request: FastifyRequest): Call {
  const call = calls.get(pathParam(request, 'call'))
  if (!call) throw missing(request)
  if (call.status === 'ringing' || call.status === 'in-progress') return call
  throw badRequest(
    'Call is not active. Messages need a call that is ringing or in-progress.',
    NOT_ACTIVE,
  )
}

function sendMessage({ accountSid, clock }: VoiceServices, call: Call, form: Form): Json {
  const sid = newSid('KX')
  call.sendMessage({ sid, content: contentOf(form) })
  return {
    account_sid: accountSid,
    call_sid: call.sid,
    sid,
    date_created: rfc2822(clock.now()),
  }
}

function contentOf(form: Form): unknown {
  const content = text(form, 'Content') ?? ''
  if (content.length > LONGEST_CONTENT) {
    throw badRequest(`Content is longer than ${LONGEST_CONTENT} characters`, CONTENT_TOO_LONG)
  }
  try {
    return JSON.parse(content)
  } catch {
    throw badRequest('Content is not JSON', INVALID_CONTENT)
  }
}

function subscribe(services: VoiceServices, call: Call, form: Form): Json {
  const url = text(form, 'Callback')
  if (url === undefined || !URL.canParse(url)) {
    throw badRequest(`Callback is not a valid URL: ${url ?? ''}`, 21205)
  }
  const added = services.messageSubscriptions.add(call, url, method(form, 'Method'))
  return subscriptionJson(services.accountSid, added)
}

function subscriptionJson(accountSid: string, { sid, callSid, createdAt }: Subscription): Json {
  const list = `/${API_VERSION}/Accounts/${accountSid}/Calls/${callSid}/UserDefinedMessageSubscriptions`
  return {
    account_sid: accountSid,
    call_sid: callSid,
    sid,
    date_created: rfc2822(createdAt),
    uri: `${list}/${sid}.json`,
  }
}
