import type { Clock } from '../../clock.ts'
import { createOrderedSender } from '../../webhooks/ordered.ts'
import type { WebhookSender } from '../../webhooks/sender.ts'
import { callParams } from './call-params.ts'
import { isFinal } from './call-status.ts'
import type { CallStatus } from './call-status.ts'
import type { Call } from './call.ts'
import { rfc2822 } from '../rfc2822.ts'

export type CallEvent = 'initiated' | 'ringing' | 'answered' | 'completed'

export interface CallReport {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly events: readonly CallEvent[]
}

/** Only the end is reported unless more events are asked for. Docs: voice/api/call-resource#statuscallbackevent. */
export const DEFAULT_CALL_EVENTS: readonly CallEvent[] = ['completed']

/** Sends the call's status callbacks, numbered from 0 in their order. */
export function reportCall(
  call: Call,
  report: CallReport,
  deps: { readonly clock: Clock; readonly sender: WebhookSender },
): void {
  const post = createOrderedSender(deps.sender)
  let sequence = 0
  const stop = call.watch((status) => {
    const event = eventOf(status)
    if (event !== null && report.events.includes(event)) {
      const params = {
        ...callParams(call),
        CallbackSource: 'call-progress-events',
        SequenceNumber: String(sequence++),
        Timestamp: rfc2822(deps.clock.now()),
        ...(event === 'completed' ? durations(call.duration ?? 0) : {}),
        ...(call.sipCode === null ? {} : { SipResponseCode: String(call.sipCode) }),
      }
      post({ url: report.url, method: report.method, params })
    }
    if (isFinal(status)) stop()
  })
}

function durations(seconds: number): Record<string, string> {
  return { CallDuration: String(seconds), Duration: String(Math.ceil(seconds / 60)) }
}

function eventOf(status: CallStatus): CallEvent | null {
  if (status === 'queued') return null
  if (status === 'in-progress') return 'answered'
  return isFinal(status) ? 'completed' : status
}
