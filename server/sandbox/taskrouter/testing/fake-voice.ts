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
  const ends = new Map<string, () => void>()
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
    onConferenceEnd(conference, done) {
      ends.set(conference, done)
    },
  }
  return {
    side,
    rings,
    moved,
    /** The queued caller has hung up. */
    hangUp: (callSid: string) => gone.add(callSid),
    endConference: (conference: string) => ends.get(conference)?.(),
  }
}
