import type { WebhookRequest, WebhookResponse, WebhookSender } from './sender.ts'

/**
 * Sends one request after another has been answered, so that the events of one resource arrive in their order. What
 * fails is noted as a status callback; with `onFailed`, only that is called.
 */
export function createOrderedSender(
  sender: WebhookSender,
  onFailed?: (request: WebhookRequest, response: WebhookResponse) => void,
): (request: WebhookRequest) => void {
  let last: Promise<unknown> = Promise.resolve()
  const expects = onFailed === undefined ? 'nothing' : 'instructions'
  async function send(request: WebhookRequest): Promise<void> {
    const response = await sender.send({ ...request, expects })
    if (!response.ok) onFailed?.(request, response)
  }

  return (request) => {
    last = last.then(() => send(request))
  }
}
