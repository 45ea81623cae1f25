import type { Notices } from '../telephony/notices.ts'
import type { WebhookRequest, WebhookResponse, WebhookSender } from './sender.ts'

/** Docs: api/errors/15003. */
const CALL_PROGRESS = 15003
const HTTP_RETRIEVAL_FAILURE = 11200

/** A sender that notes each status callback that fails; a failed request for instructions is noted by the code that made it. */
export function createNotingSender(sender: WebhookSender, notices: Notices): WebhookSender {
  let closed = false
  return {
    async send(request) {
      const response = await sender.send(request)
      if (request.expects === 'nothing' && !response.ok && !closed) note(request, response)
      return response
    },
    close() {
      closed = true
      sender.close()
    },
  }

  function note({ url, method = 'POST', params }: WebhookRequest, response: WebhookResponse): void {
    const what = response.status === 0 ? 'no answer' : `HTTP ${response.status}`
    const callSid = params['CallSid']
    const progress = params['CallbackSource'] === 'call-progress-events'
    notices.note({
      level: 'warning',
      code: response.code ?? (progress ? CALL_PROGRESS : HTTP_RETRIEVAL_FAILURE),
      message: `Got ${what} in response to the status callback`,
      url,
      ...(callSid === undefined ? {} : { callSid }),
      exchange: { method, params, body: response.text },
    })
  }
}
