import { dtmfSource } from '../../media/dtmf.ts'
import { recordCall } from '../recording/call-recording.ts'
import type { RecordingOptions } from '../recording/call-recording.ts'
import { isFinal } from '../call/call-status.ts'
import type { Call } from '../call/call.ts'
import { detectMachine } from '../call/machine-detection.ts'
import type { Detection } from '../call/machine-detection.ts'
import { play } from '../audio/player.ts'
import type { VoiceServices } from '../services.ts'

/** What happens to a call that the API makes, from its answer on. Docs: voice/api/call-resource#create-a-call-resource. */
export interface OutboundPlan {
  readonly recording: RecordingOptions | null
  readonly detection: Detection | null
  /** What waits until it is known who answered. */
  readonly waitsForDetection: boolean
  /** Pressed before anything else; empty: nothing is. */
  readonly sendDigits: string
  /** Null: no limit. */
  readonly timeLimitSeconds: number | null
}

/** Carries the plan out when the call is answered, and then begins what the call is for. */
export function followPlan(
  services: VoiceServices,
  call: Call,
  plan: OutboundPlan,
  begin: () => void,
): void {
  if (plan.timeLimitSeconds !== null) call.limit(plan.timeLimitSeconds)
  const stop = call.watch((status) => {
    if (status === 'in-progress') {
      stop()
      onAnswered(services, call, plan, begin)
    } else if (isFinal(status)) stop()
  })
}

function onAnswered(
  services: VoiceServices,
  call: Call,
  plan: OutboundPlan,
  begin: () => void,
): void {
  const { recording, detection, sendDigits } = plan
  if (recording) recordCall(services, call, recording)
  if (detection && !plan.waitsForDetection && detection.report === null) {
    // Docs: api/errors/21262.
    const message = 'No AMD status callback URL provided'
    services.notices.note({ level: 'warning', code: 21262, message, callSid: call.sid })
  }
  // Other instructions for the call have begun something else meanwhile.
  const go = () => {
    if (!call.ended && call.occupation === null) begin()
  }
  if (sendDigits !== '' && call.audio) {
    void play(services.audio, call.audio, dtmfSource(sendDigits), endOf(call)).then(go)
  } else if (detection && plan.waitsForDetection) {
    detectMachine(services, call, detection, go)
  } else {
    if (detection) detectMachine(services, call, detection, () => {})
    go()
  }
}

function endOf(call: Call): AbortSignal {
  const end = new AbortController()
  call.watch((status) => {
    if (isFinal(status)) end.abort()
  })
  return end.signal
}
