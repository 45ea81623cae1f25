import type { WebhookRequest, WebhookSender } from './sender.ts'

/** Sends one request after another has been answered, so that the events of one resource arrive in their order. */
export function createOrderedSender(sender: WebhookSender): (request: WebhookRequest) => void {
  let last: Promise<unknown> = Promise.resolve()
  return (request) => {
    last = last.then(() => sender.send({ ...request, expects: 'nothing' }))
  }
}
