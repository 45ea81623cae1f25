import type { Call } from '../model/call.ts'

/** Which conversations are recorded, and how long one may be paused at most. */
export interface RecordingPolicy {
  records(call: Pick<Call, 'direction' | 'queueName'>): boolean
  readonly pauseMs: number
}

const EVERYTHING = '*'
const OUTBOUND = 'outbound'

/** Queues by name, `outbound` for calls that agents place, `*` for everything. */
export function createRecordingPolicy(own: {
  readonly record: readonly string[] | null
  readonly recordingPauseSeconds: number
}): RecordingPolicy {
  const record = own.record ?? []
  return {
    pauseMs: own.recordingPauseSeconds * 1000,
    records({ direction, queueName }) {
      if (record.includes(EVERYTHING)) return true
      // An outbound conversation that was transferred to a queue follows the queue.
      if (queueName !== null) return record.includes(queueName)
      return direction === 'outbound' && record.includes(OUTBOUND)
    },
  }
}
