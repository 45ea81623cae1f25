import type { Call } from '../call/call.ts'
import { bridge } from '../audio/player.ts'
import type { Meeting } from './queues.ts'
import type { VoiceServices } from '../services.ts'

/**
 * Brings a call that was just answered together with one that waits in a queue, until either leaves; the answered call
 * then ends. False when the caller no longer waits. Docs: taskrouter/handle-assignment-callbacks (Dequeue).
 */
export function meetQueued(
  services: VoiceServices,
  call: Call,
  queuedSid: string,
  on: { readonly connected: () => void; readonly ended: () => void },
): boolean {
  const entry = services.queues.find(queuedSid)
  if (entry === null) return false
  const left = new AbortController()
  const occupation = { leave: () => left.abort() }
  call.occupation = occupation
  let met = false
  entry.dequeue({
    kind: 'bridge',
    by: call.sid,
    announcement: null,
    meet(meeting) {
      if (met) return
      met = true
      if (meeting === null) return end()
      if (left.signal.aborted) return meeting.part()
      on.connected()
      talk(services, call, meeting, left.signal, end)
    },
  })
  return true

  function end(): void {
    on.ended()
    if (call.occupation === occupation || left.signal.aborted) call.end('completed', 'switch')
  }
}

function talk(
  { audio }: VoiceServices,
  call: Call,
  meeting: Meeting,
  left: AbortSignal,
  end: () => void,
): void {
  if (call.audio === null || meeting.call.audio === null) {
    meeting.part()
    return end()
  }
  const apart = bridge(audio, call.audio, meeting.call.audio)
  const over = new AbortController()
  const part = () => {
    over.abort()
    apart()
    meeting.part()
    end()
  }
  left.addEventListener('abort', part, { signal: over.signal })
  meeting.signal.addEventListener('abort', part, { signal: over.signal })
}
