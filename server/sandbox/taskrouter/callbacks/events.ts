import type { WebhookSender } from '../../webhooks/sender.ts'
import type { Context } from '../engine/context.ts'
import type { TaskRouterEvent } from '../model/events.ts'
import { resourceOf } from '../journal/event-params.ts'
import type { Journal } from '../journal/journal.ts'

/**
 * Sends every event that the Workspace's filter lets through to its EventCallbackUrl, signed. What is about one Task,
 * its Reservations included, arrives in order, and so does what is about one Worker; nothing waits for anything else.
 * Docs: taskrouter/api/event/reference, taskrouter/api/workspace (EventsFilter). `close` sends nothing more.
 */
export function sendEvents(
  context: Context,
  journal: Journal,
  sender: Pick<WebhookSender, 'send'>,
): { close(): void } {
  const queues = new Map<string, Promise<void>>()
  let open = true

  journal.onEntry(({ event, params }) => {
    const { eventCallbackUrl: url, eventsFilter } = context.store.workspace
    if (url === '') return
    if (eventsFilter.length > 0 && !eventsFilter.includes(event.type)) return
    const key = orderKey(event)
    const sent = sendAfter(queues.get(key), url, params)
    queues.set(key, sent)
    void forget(key, sent)
  })

  async function sendAfter(
    before: Promise<void> | undefined,
    url: string,
    params: Record<string, string>,
  ): Promise<void> {
    await before
    if (open) await sender.send({ url, params })
  }

  async function forget(key: string, sent: Promise<void>): Promise<void> {
    await sent
    if (queues.get(key) === sent) queues.delete(key)
  }

  return {
    close() {
      open = false
    },
  }
}

function orderKey(event: TaskRouterEvent): string {
  return event.kind === 'reservation' ? event.task.sid : resourceOf(event).sid
}
