import type { RingFailure } from '../../taskrouter/voice-side.ts'
import { parseAddress } from './address.ts'
import { reportCall } from '../call/call-report.ts'
import { isFinal } from '../call/call-status.ts'
import type { FinalStatus } from '../call/call-status.ts'
import type { Call } from '../call/call.ts'
import { placeCall } from './dialing.ts'
import { callReportOf, wholeNumber } from '../form.ts'
import type { Form } from '../form.ts'
import type { VoiceServices } from '../services.ts'

const DEFAULT_TIMEOUT_SECONDS = 60

/** Rings a Worker of TaskRouter. Exactly one callback comes: `answered`, or that it failed. */
export function ringWorker(
  services: VoiceServices,
  request: {
    readonly to: string
    readonly from: string
    readonly options: Form
    readonly onFailed: (reason: RingFailure) => void
  },
  answered: (call: Call) => void,
): { cancel(): void } {
  const { from, options, onFailed } = request
  const address = parseAddress(request.to)
  if (!address) {
    queueMicrotask(() => onFailed('failed'))
    return { cancel() {} }
  }
  const { accountSid } = services
  const timeoutSeconds = wholeNumber(options, 'Timeout', DEFAULT_TIMEOUT_SECONDS, 600)
  const direction = 'outbound-api'
  const call = placeCall(services, { address, from, direction, accountSid, timeoutSeconds })
  const report = callReportOf(options)
  if (report) reportCall(call, report, services)
  const stop = call.watch((status) => {
    if (status === 'in-progress') {
      stop()
      answered(call)
    } else if (isFinal(status)) {
      stop()
      onFailed(failureOf(status))
    }
  })
  return {
    cancel() {
      if (call.answeredAt === null) call.end('canceled', 'switch')
    },
  }
}

/** A call that was never answered cannot be `completed` for TaskRouter. */
export function failureOf(status: FinalStatus): RingFailure {
  return status === 'completed' ? 'canceled' : status
}
