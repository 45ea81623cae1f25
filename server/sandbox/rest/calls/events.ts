import type { FastifyInstance } from 'fastify'
import { page2010 } from '../../http/paging.ts'
import { rfc2822 } from '../../telephony/rfc2822.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import type { LoggedWebhook, WebhookLog } from '../../webhooks/webhook-log.ts'
import { ACCOUNT_PATH, missing, pathParam } from '../account-scope.ts'

/** The webhooks of a call and their answers, the oldest first. Docs: voice/api/call-event-resource. */
export function callEventRoutes(
  app: FastifyInstance,
  { calls }: Pick<VoiceServices, 'calls'>,
  log: WebhookLog,
): void {
  app.get(`${ACCOUNT_PATH}/Calls/:call/Events`, (request) => {
    const call = calls.get(pathParam(request, 'call'))
    if (!call) throw missing(request)
    const events = log
      .list()
      .filter(({ params }) => params['CallSid'] === call.sid)
      .toReversed()
    return page2010(request, 'events', events.map(eventJson))
  })
}

function eventJson({ at, method, url, params, answer }: LoggedWebhook): Record<string, unknown> {
  return {
    request: { method, url, parameters: inSnakeCase(params) },
    response: {
      response_code: answer?.status ?? 0,
      request_duration: answer?.ms ?? 0,
      content_type: answer?.contentType ?? '',
      response_body: answer?.text ?? '',
      date_created: rfc2822(Date.parse(at)),
    },
  }
}

/** As in the page's example: `CallSid` is `call_sid`. */
function inSnakeCase(params: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/gu, '_').toLowerCase(),
      value,
    ]),
  )
}
