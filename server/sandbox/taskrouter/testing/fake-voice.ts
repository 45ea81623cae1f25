import type { ParticipantChanges, VoiceSide } from '../voice-side.ts'

type Ring = Parameters<VoiceSide['ringIntoConference']>[0] & { canceled: boolean }

export interface Moved {
  readonly callSid: string
  readonly conference: string
  readonly options: Readonly<Record<string, string>>
}

/** A call to a Worker, for a caller or for TwiML. */
export interface WorkerRing extends Pick<
  Parameters<VoiceSide['callWorker']>[0],
  'to' | 'from' | 'options' | 'onAnswered' | 'onFailed'
> {
  readonly answer: { readonly talkTo: string } | { readonly twimlUrl: string }
  readonly onEnded: () => void
  canceled: boolean
}

/** Voice as TaskRouter sees it: rings are listed, and the test answers them. */
export function createFakeVoice() {
  const rings: Ring[] = []
  const moved: Moved[] = []
  const ends = new Map<string, (() => void)[]>()
  const callEnds = new Map<string, () => void>()
  const updated: ({ conference: string; callSid: string } & ParticipantChanges)[] = []
  const removed: { conference: string; callSid: string }[] = []
  const workerRings: WorkerRing[] = []
  const redirected: { callSid: string; url: string }[] = []
  const gone = new Set<string>()
  function ringWorker(call: Omit<WorkerRing, 'canceled'>) {
    const ring = { ...call, canceled: false }
    workerRings.push(ring)
    return {
      cancel() {
        ring.canceled = true
      },
    }
  }
  const side: VoiceSide = {
    callerFault: () => null,
    ringIntoConference(request) {
      const ring = { ...request, canceled: false }
      rings.push(ring)
      return {
        cancel() {
          ring.canceled = true
        },
      }
    },
    moveQueuedCall(callSid, conference, options) {
      if (gone.has(callSid)) return false
      moved.push({ callSid, conference, options })
      return true
    },
    onConferenceEnd(conference, done) {
      ends.set(conference, [...(ends.get(conference) ?? []), done])
    },
    onCallEnd(callSid, done) {
      callEnds.set(callSid, done)
    },
    updateParticipant(conference, callSid, changes) {
      if (gone.has(callSid)) return false
      updated.push({ conference, callSid, ...changes })
      return true
    },
    removeParticipant(conference, callSid) {
      if (gone.has(callSid)) return false
      removed.push({ conference, callSid })
      return true
    },
    dequeueCall({ callSid, onConnected, ...call }) {
      return ringWorker({ ...call, answer: { talkTo: callSid }, onAnswered: onConnected })
    },
    callWorker({ url, ...call }) {
      return ringWorker({ ...call, answer: { twimlUrl: url }, onEnded() {} })
    },
    redirectCall(callSid, url) {
      if (gone.has(callSid)) return false
      redirected.push({ callSid, url })
      return true
    },
  }
  return {
    side,
    rings,
    moved,
    updated,
    removed,
    workerRings,
    redirected,
    /** A caller has hung up. */
    hangUp: (callSid: string) => gone.add(callSid),
    endConference(conference: string) {
      for (const done of ends.get(conference) ?? []) done()
    },
    endCall: (callSid: string) => callEnds.get(callSid)?.(),
  }
}
