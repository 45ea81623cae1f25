import type { Clock } from '../clock.ts'
import type { WebhookRequest, WebhookResponse, WebhookSender } from './sender.ts'
import { unanswered } from './sender.ts'

/** What goes wrong with webhooks whose path begins with `path`, so many times. */
export interface WebhookFault {
  readonly path: string
  /** Only those with this `StatusCallbackEvent`, `CallStatus` or `EventType`; null for all. */
  readonly event: string | null
  /**
   * `drop`: never sent, as if nobody had answered. `delay`: sent `afterMs` later, and what follows waits. `postpone`:
   * sent `afterMs` later, and what follows overtakes it. `duplicate`: sent twice.
   */
  readonly does: 'drop' | 'delay' | 'postpone' | 'duplicate'
  readonly afterMs: number
  times: number
}

export interface WebhookFaults {
  add(fault: WebhookFault): void
  list(): readonly WebhookFault[]
  clear(): void
  /** The fault that hits this request, used up by one. */
  take(request: WebhookRequest): WebhookFault | null
}

export function createWebhookFaults(): WebhookFaults {
  let faults: WebhookFault[] = []
  return {
    add: (fault) => void faults.push(fault),
    list: () => faults,
    clear() {
      faults = []
    },
    take(request) {
      const found = faults.find((fault) => concerns(fault, request)) ?? null
      if (found === null) return null
      found.times -= 1
      faults = faults.filter(({ times }) => times > 0)
      return found
    },
  }
}

/** A sender that does to webhooks what networks do. */
export function createFaultySender(
  sender: WebhookSender,
  clock: Clock,
  faults: WebhookFaults,
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
    const fault = faults.take(request)
    switch (fault?.does) {
      case 'drop':
        return unanswered(request.url)
      case 'delay':
        await new Promise<void>((resolve) => later(fault.afterMs, resolve))
        return await sender.send(request)
      case 'postpone':
        later(fault.afterMs, () => void sender.send(request))
        return unanswered(request.url)
      case 'duplicate': {
        const answer = await sender.send(request)
        void sender.send(request)
        return answer
      }
      case undefined:
        return await sender.send(request)
    }
  }

  return {
    send,
    close() {
      for (const cancel of timers) cancel()
      sender.close()
    },
  }
}

function concerns({ path, event }: WebhookFault, { url, params }: WebhookRequest): boolean {
  if (!URL.canParse(url) || !new URL(url).pathname.startsWith(path)) return false
  const says = [params['StatusCallbackEvent'], params['EventType'], params['CallStatus']]
  return event === null || says.includes(event)
}
