import type { VoiceSide } from '../voice-side.ts'

type Ring = Parameters<VoiceSide['ringIntoConference']>[0] & { canceled: boolean }

/** Voice as TaskRouter sees it: rings are listed, and the test answers them. */
export function createFakeVoice() {
  const rings: Ring[] = []
  const moved: {
    callSid: string
    conference: string
    options: Readonly<Record<string, string>>
  }[] = []
  const updated: {
    conference: string
    callSid: string
    changes: Parameters<VoiceSide['updateParticipant']>[2]
  }[] = []
  const dequeues: Parameters<VoiceSide['dequeueCall']>[0][] = []
  const workerCalls: Parameters<VoiceSide['callWorker']>[0][] = []
  const redirects: { callSid: string; url: string }[] = []
  const removed: { conference: string; callSid: string }[] = []
  const callEnds = new Map<string, () => void>()
  const ends = new Map<string, (() => void)[]>()
  const gone = new Set<string>()
  const side: VoiceSide = {
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
    dequeueCall(request) {
      dequeues.push(request)
      return { cancel() {} }
    },
    callWorker(request) {
      workerCalls.push(request)
      return { cancel() {} }
    },
    redirectCall(callSid, url) {
      redirects.push({ callSid, url })
      return !gone.has(callSid)
    },
    updateParticipant(conference, callSid, changes) {
      updated.push({ conference, callSid, changes })
      return !gone.has(callSid)
    },
    removeParticipant(conference, callSid) {
      removed.push({ conference, callSid })
      return true
    },
    onCallEnd(callSid, done) {
      callEnds.set(callSid, done)
    },
    onConferenceEnd(conference, done) {
      ends.set(conference, [...(ends.get(conference) ?? []), done])
    },
  }
  return {
    side,
    rings,
    moved,
    updated,
    removed,
    dequeues,
    workerCalls,
    redirects,
    endCall: (callSid: string) => callEnds.get(callSid)?.(),
    /** The queued caller has hung up. */
    hangUp: (callSid: string) => gone.add(callSid),
    endConference(conference: string) {
      for (const done of ends.get(conference) ?? []) done()
    },
  }
}
