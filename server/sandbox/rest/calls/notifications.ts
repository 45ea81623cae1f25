import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Alert, DebuggerLog } from '../../debugger/debugger-log.ts'
import { page2010 } from '../../http/paging.ts'
import { API_VERSION } from '../../telephony/call/call-params.ts'
import { text } from '../../telephony/form.ts'
import { rfc2822 } from '../../telephony/rfc2822.ts'
import { ACCOUNT_PATH, missing, pathParam, queryOf } from '../account-scope.ts'
import { timeFilter } from '../time-filter.ts'

const LIST = `${ACCOUNT_PATH}/Calls/:call/Notifications`

/** What the debugger has about a call. Docs: voice/api/call-notification-resource. */
export function callNotificationRoutes(
  app: FastifyInstance,
  accountSid: string,
  log: DebuggerLog,
): void {
  const ofCall = (request: FastifyRequest) =>
    log.list().filter(({ resourceSid }) => resourceSid === pathParam(request, 'call'))
  app.get(LIST, (request) => {
    const query = queryOf(request)
    const level = text(query, 'Log')
    const dated = timeFilter(query, 'MessageDate')
    const notifications = ofCall(request)
      .filter((alert) => level === undefined || LEVEL[alert.logLevel] === level)
      .filter((alert) => dated(alert.at))
    return page2010(
      request,
      'notifications',
      notifications.map((alert) => notificationJson(accountSid, alert)),
    )
  })
  app.get(`${LIST}/:sid`, (request) => {
    const alert = ofCall(request).find(({ sid }) => sid === pathParam(request, 'sid'))
    if (!alert) throw missing(request)
    return {
      ...notificationJson(accountSid, alert),
      request_variables: alert.requestVariables,
      response_body: alert.responseBody,
      response_headers: null,
    }
  })
}

/** Docs: voice/api/call-notification-resource (`log`). */
const LEVEL = { error: '0', warning: '1' }

function notificationJson(accountSid: string, alert: Alert): Record<string, unknown> {
  const at = rfc2822(alert.at)
  const call = `/${API_VERSION}/Accounts/${accountSid}/Calls/${alert.resourceSid ?? ''}`
  return {
    sid: alert.sid,
    account_sid: accountSid,
    call_sid: alert.resourceSid,
    api_version: API_VERSION,
    log: LEVEL[alert.logLevel],
    error_code: String(alert.errorCode),
    more_info: `https://www.twilio.com/docs/errors/${alert.errorCode}`,
    message_text: alert.alertText,
    message_date: at,
    date_created: at,
    date_updated: at,
    request_url: alert.requestUrl,
    request_method: alert.requestMethod,
    uri: `${call}/Notifications/${alert.sid}.json`,
  }
}
