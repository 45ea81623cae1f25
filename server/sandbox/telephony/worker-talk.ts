import type { VoiceSide } from '../taskrouter/voice-side.ts'
import type { Call } from './call.ts'
import { bridge } from './player.ts'
import type { Meeting } from './queues.ts'
import type { VoiceServices } from './services.ts'

type Outcome = Pick<Parameters<VoiceSide['ringWorker']>[0], 'onAnswered' | 'onFailed' | 'onEnded'>

/**
 * Lets a Worker who has answered talk to a caller who waits in a queue. When either leaves, the Worker's call ends and
 * the caller goes on in its own document. Docs: taskrouter/handle-assignment-callbacks (dequeue).
 */
export function talkToQueued(
  services: VoiceServices,
  worker: Call,
  callSid: string,
  outcome: Outcome,
): void {
  const entry = services.queues.find(callSid)
  let met = false
  const fail = () => {
    outcome.onFailed('canceled')
    worker.end('completed', 'switch')
  }
  if (!entry) return fail()
  entry.dequeue({
    kind: 'bridge',
    by: worker.sid,
    announcement: null,
    meet(meeting) {
      if (met) return
      met = true
      if (meeting === null) fail()
      else if (worker.ended) {
        outcome.onFailed('canceled')
        meeting.part()
      } else talk(services, worker, meeting, outcome)
    },
  })
}

function talk(services: VoiceServices, worker: Call, meeting: Meeting, outcome: Outcome): void {
  if (worker.audio === null || meeting.call.audio === null) return meeting.part()
  const apart = bridge(services.audio, worker.audio, meeting.call.audio)
  let over = false
  const part = () => {
    if (over) return
    over = true
    apart()
    meeting.part()
    worker.end('completed', 'switch')
    outcome.onEnded()
  }
  // New instructions for the Worker's call take it away from the caller.
  worker.occupation = { leave: part }
  meeting.signal.addEventListener('abort', part)
  outcome.onAnswered(worker.sid)
}
