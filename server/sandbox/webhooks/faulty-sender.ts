import { assertNever } from '../assert-never.ts'
import type { Clock } from '../clock.ts'
import { createFaults } from '../faults.ts'
import type { Faults, Odds } from '../faults.ts'
import type { WebhookRequest, WebhookResponse, WebhookSender } from './sender.ts'
import { LONGEST_MS, noAnswer } from './sender.ts'

/** What goes wrong with webhooks whose path begins with `path`. */
export interface WebhookFault extends Odds {
  readonly path: string
  /** Only those with this `StatusCallbackEvent`, `CallStatus` or `EventType`; null for all. */
  readonly event: string | null
  /**
   * `drop`: never sent, as if nobody had answered. `fail`: never sent, as if it had been answered with `status`. `hang`: never
   * sent, and unanswered until Twilio gives up. `delay`: sent `afterMs` later, and what follows waits. `postpone`:
   * sent `afterMs` later, and what follows overtakes it. `reorder`: the same by chance, at most `afterMs` later. `duplicate`:
   * sent twice.
   */
  readonly does: 'drop' | 'fail' | 'hang' | 'delay' | 'postpone' | 'reorder' | 'duplicate'
  readonly afterMs: number
  readonly status: number
}

export type WebhookFaults = Faults<WebhookFault, WebhookRequest>

export function createWebhookFaults(): WebhookFaults {
  return createFaults(concerns)
}

/** A sender that loses, delays, reorders and repeats webhooks. */
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
    const { does, afterMs, status } = hit.fault
    switch (does) {
      case 'drop':
        onDropped(request)
        return noAnswer(request.url)
      case 'fail':
        onDropped(request)
        return { ...noAnswer(request.url), status }
      case 'hang':
        onDropped(request)
        await new Promise<void>((resolve) => later(request.timeoutMs ?? LONGEST_MS, resolve))
        return noAnswer(request.url)
      case 'delay':
        await new Promise<void>((resolve) => later(afterMs, resolve))
        return await sender.send(request)
      case 'postpone':
      case 'reorder':
        later(does === 'reorder' ? afterMs * hit.draw() : afterMs, () => void sender.send(request))
        return noAnswer(request.url)
      case 'duplicate': {
        const answer = await sender.send(request)
        void sender.send(request)
        return answer
      }
      default:
        return assertNever(does)
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
