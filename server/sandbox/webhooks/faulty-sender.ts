import type { Clock } from '../clock.ts'
import { createFaults } from '../faults.ts'
import type { Faults, Odds } from '../faults.ts'
import type { WebhookRequest, WebhookResponse, WebhookSender } from './sender.ts'
import { unanswered } from './sender.ts'

/** What goes wrong with webhooks whose path begins with `path`. */
export interface WebhookFault extends Odds {
  readonly path: string
  /** Only those with this `StatusCallbackEvent`, `CallStatus` or `EventType`; null for all. */
  readonly event: string | null
  /**
   * `drop`: never sent, as if nobody had answered. `delay`: sent `afterMs` later, and what follows waits. `postpone`:
   * sent `afterMs` later, and what follows overtakes it. `reorder`: the same by chance, at most `afterMs` later. `duplicate`:
   * sent twice.
   */
  readonly does: 'drop' | 'delay' | 'postpone' | 'reorder' | 'duplicate'
  readonly afterMs: number
}

export type WebhookFaults = Faults<WebhookFault, WebhookRequest>

export function createWebhookFaults(): WebhookFaults {
  return createFaults(concerns)
}

/** A sender that does to webhooks what networks do. */
export function createFaultySender(
  sender: WebhookSender,
  clock: Clock,
  faults: WebhookFaults,
  onDropped: (request: WebhookRequest) => void = () => {},
): WebhookSender {
  const timers = new Set<() => void>()

  function later(ms: number, run: () => void): void {
    const cancel = clock.after(ms, () => {
      timers.delete(cancel)
      run()
    })
    timers.add(cancel)
  }

  async function send(request: WebhookRequest): Promise<WebhookResponse> {
    const hit = faults.take(request)
    if (hit === null) return await sender.send(request)
    const { does, afterMs } = hit.fault
    switch (does) {
      case 'drop':
        onDropped(request)
        return unanswered(request.url)
      case 'delay':
        await new Promise<void>((resolve) => later(afterMs, resolve))
        return await sender.send(request)
      case 'postpone':
      case 'reorder':
        later(does === 'reorder' ? afterMs * hit.draw() : afterMs, () => void sender.send(request))
        return unanswered(request.url)
      case 'duplicate': {
        const answer = await sender.send(request)
        void sender.send(request)
        return answer
      }
    }
  }

  return {
    send,
    close() {
      for (const cancel of timers) cancel()
      timers.clear()
      sender.close()
    },
  }
}

function concerns({ path, event }: WebhookFault, { url, params }: WebhookRequest): boolean {
  if (!URL.canParse(url) || !new URL(url).pathname.startsWith(path)) return false
  const says = [params['StatusCallbackEvent'], params['EventType'], params['CallStatus']]
  return event === null || says.includes(event)
}
