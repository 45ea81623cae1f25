import type { FastifyInstance, FastifyRequest } from 'fastify'
import { page2010 } from '../../http/paging.ts'
import { badRequest } from '../../http/rest-error.ts'
import { reportCall } from '../../telephony/call/call-report.ts'
import type { Call } from '../../telephony/call/call.ts'
import { placeCall } from '../../telephony/dialing/dialing.ts'
import { endCall, redirectCall } from '../../telephony/dialing/direct.ts'
import { callReportOf, text, wholeNumber } from '../../telephony/form.ts'
import type { Form } from '../../telephony/form.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { followPlan } from '../../telephony/dialing/outbound-plan.ts'
import { startScript } from '../../twiml/script.ts'
import { ACCOUNT_PATH, formOf, missing, pathParam, queryOf } from '../account-scope.ts'
import { filterCalls } from './call-filters.ts'
import { callJson } from './call-json.ts'
import { partiesOf } from './parties.ts'
import { scriptOf } from './twiml-source.ts'
import { checkOutbound } from './outbound-checks.ts'
import { callPlanOf, timeLimitOf } from './outbound-form.ts'

const DEFAULT_TIMEOUT_SECONDS = 60
const LIST = `${ACCOUNT_PATH}/Calls`
const ONE = `${LIST}/:sid`

/** Docs: voice/api/call-resource. */
export function callRoutes(app: FastifyInstance, services: VoiceServices): void {
  app.get(LIST, (request) => {
    const calls = filterCalls(services.calls.list(), queryOf(request))
    return page2010(request, 'calls', calls.map(callJson))
  })
  app.post(LIST, (request, reply) => {
    const call = createCall(services, formOf(request))
    return reply.status(201).send(callJson(call))
  })
  app.get(ONE, (request) => callJson(findCall(services, request)))
  app.post(ONE, (request) => {
    const call = findCall(services, request)
    updateCall(services, call, formOf(request))
    return callJson(call)
  })
  app.delete(ONE, (request, reply) => {
    const call = findCall(services, request)
    if (!call.ended) throw badRequest('The call is still live and cannot be deleted', 20009)
    services.calls.remove(call.sid)
    return reply.status(204).send()
  })
}

function findCall(services: VoiceServices, request: FastifyRequest): Call {
  const call = services.calls.get(pathParam(request, 'sid'))
  if (!call) throw missing(request)
  return call
}

function createCall(services: VoiceServices, form: Form): Call {
  checkOutbound(form)
  const { address, from } = partiesOf(form, services, 'call')
  const script = scriptOf(form, services.routes)
  if (script === null) throw badRequest('Url parameter is required.', 21205)
  const plan = callPlanOf(form)
  const { accountSid } = services
  const timeoutSeconds = wholeNumber(form, 'Timeout', DEFAULT_TIMEOUT_SECONDS, 600)
  const direction = 'outbound-api'
  const queue = services.callQueue
  queue.assertRoom()
  const call = placeCall(services, { address, from, direction, accountSid, timeoutSeconds, queue })
  const report = callReportOf(form)
  if (report) reportCall(call, report, services)
  followPlan(services, call, plan, () => startScript(services, call, script))
  return call
}

function updateCall(services: VoiceServices, call: Call, form: Form): void {
  const status = text(form, 'Status')
  const limit = timeLimitOf(form)
  if (status !== undefined) {
    if (status !== 'completed' && status !== 'canceled') {
      throw badRequest(`Invalid Status ${status}: only completed and canceled`)
    }
    return endCall(call, status)
  }
  const script = scriptOf(form, services.routes)
  if (limit !== null) call.limit(limit)
  else if (script === null) throw badRequest('Url parameter is required.', 21205)
  if (script) redirectCall(services, call, script)
}
