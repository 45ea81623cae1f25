import type { FastifyInstance } from 'fastify'
import { pageV1 } from '../http/paging.ts'
import { notFound } from '../http/rest-error.ts'
import { pathParam, queryOf } from '../rest/account-scope.ts'
import { text } from '../telephony/form.ts'
import type { Form } from '../telephony/form.ts'
import type { Alert, DebuggerLog } from './debugger-log.ts'

const LIST = '/monitor/v1/Alerts'

/** The Alerts of `monitor.twilio.com`, under `/monitor/v1`. Docs: usage/monitor-alert. */
export function alertRoutes(app: FastifyInstance, accountSid: string, log: DebuggerLog): void {
  app.get(LIST, (request) => {
    const requested = log.list().filter(filterOf(queryOf(request)))
    const base = `${request.protocol}://${request.host}${LIST}`
    return pageV1(
      request,
      'alerts',
      requested.map((alert) => alertJson(alert, accountSid, base)),
    )
  })
  app.get(`${LIST}/:sid`, (request) => {
    const sid = pathParam(request, 'sid')
    const alert = log.get(sid)
    if (!alert) throw notFound(`/v1/Alerts/${sid}`)
    const base = `${request.protocol}://${request.host}${LIST}`
    // Only a single alert has the bodies, which may be large.
    return {
      ...alertJson(alert, accountSid, base),
      request_headers: null,
      request_variables: alert.requestVariables,
      response_body: alert.responseBody,
      response_headers: null,
    }
  })
}

function filterOf(query: Form): (alert: Alert) => boolean {
  const level = text(query, 'LogLevel')
  const from = Date.parse(text(query, 'StartDate') ?? '')
  const until = Date.parse(text(query, 'EndDate') ?? '')
  return ({ logLevel, at }) =>
    (level === undefined || logLevel === level) && !(at < from) && !(at > until)
}

function alertJson(alert: Alert, accountSid: string, base: string): Record<string, unknown> {
  const at = new Date(alert.at).toISOString().replace(/\.\d+Z$/, 'Z')
  return {
    account_sid: accountSid,
    alert_text: alert.alertText,
    api_version: '2010-04-01',
    date_created: at,
    date_generated: at,
    date_updated: at,
    error_code: String(alert.errorCode),
    log_level: alert.logLevel,
    more_info: `https://www.twilio.com/docs/errors/${alert.errorCode}`,
    request_method: alert.requestMethod,
    request_url: alert.requestUrl,
    resource_sid: alert.resourceSid,
    service_sid: alert.serviceSid,
    sid: alert.sid,
    url: `${base}/${alert.sid}`,
  }
}
