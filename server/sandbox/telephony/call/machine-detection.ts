import type { Clock } from '../../clock.ts'
import type { WebhookSender } from '../../webhooks/sender.ts'
import { isFinal } from './call-status.ts'
import type { AnsweredBy } from './call-status.ts'
import type { Call } from './call.ts'
import type { Answerer } from '../audio/leg.ts'

/** How to listen. Docs: voice/answering-machine-detection#optional-api-tuning-parameters. */
export interface Detection {
  /** `DetectMessageEnd`: a machine is reported when its greeting and beep are over. */
  readonly messageEnd: boolean
  readonly timeoutMs: number
  /** A greeting longer than this is a machine's. */
  readonly speechThresholdMs: number
  /** This much silence ends what a human says. */
  readonly speechEndThresholdMs: number
  /** Where the result is sent; null: nowhere. */
  readonly report: { readonly url: string; readonly method: 'GET' | 'POST' } | null
}

export interface Finding {
  readonly answeredBy: AnsweredBy
  /** From the answer on. */
  readonly durationMs: number
}

const BEEP_MS = 500
const HUMAN: Answerer = { answeredBy: 'human', greetingSeconds: 0 }

/** The result of a detection for this answerer, and how long it takes. */
export function findingOf(answerer: Answerer | null, detection: Detection): Finding {
  const { messageEnd, timeoutMs, speechThresholdMs, speechEndThresholdMs } = detection
  const { answeredBy, greetingSeconds } = answerer ?? HUMAN
  const finding: Finding =
    answeredBy === 'human'
      ? { answeredBy, durationMs: speechEndThresholdMs }
      : messageEnd
        ? { answeredBy: 'machine_end_beep', durationMs: greetingSeconds * 1000 + BEEP_MS }
        : { answeredBy: 'machine_start', durationMs: speechThresholdMs }
  if (finding.durationMs <= timeoutMs) return finding
  return { answeredBy: 'unknown', durationMs: timeoutMs }
}

/**
 * Listens to an answered call and calls back once with what it finds, unless the call ends first. The call carries the
 * result from then on. Docs: voice/answering-machine-detection#webhook-parameters.
 */
export function detectMachine(
  deps: { readonly clock: Clock; readonly sender: WebhookSender },
  call: Call,
  detection: Detection,
  onResult: () => void,
): void {
  const { answeredBy, durationMs } = findingOf(call.answerer, detection)
  const cancel = deps.clock.after(durationMs, () => {
    stop()
    call.answeredBy = answeredBy
    if (detection.report) {
      void deps.sender.send({
        ...detection.report,
        params: {
          AccountSid: call.facts.accountSid,
          CallSid: call.sid,
          AnsweredBy: answeredBy,
          MachineDetectionDuration: String(durationMs),
        },
      })
    }
    onResult()
  })
  const stop = call.watch((status) => {
    if (isFinal(status)) cancel()
  })
}
