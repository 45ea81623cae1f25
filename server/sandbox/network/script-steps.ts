import { FRAME_MS } from '../media/frame.ts'
import type { Frame, FrameSource } from '../media/frame.ts'
import { silenceSource } from '../media/sources.ts'
import { isLoud } from '../media/voice-activity.ts'

/** Does something when its turn comes, and takes no time. */
export function actSource(act: () => void): FrameSource {
  let done = false
  return {
    read() {
      if (!done) {
        done = true
        act()
      }
      return null
    },
  }
}

/**
 * Is silent until what it hears has been speech, or silence, for `seconds` without a break, or `atMostSeconds` are
 * over.
 */
export function waitingSource(
  step: {
    readonly waitsFor: 'speech' | 'silence'
    readonly seconds: number
    readonly atMostSeconds: number
  },
  hearing: () => Frame | null,
): FrameSource {
  const wanted = framesIn(step.seconds)
  const timeout = framesIn(step.atMostSeconds)
  const quiet = silenceSource()
  let run = 0
  let waited = 0
  return {
    read() {
      if (run >= wanted || waited >= timeout) return null
      waited++
      run = isLoud(hearing()) === (step.waitsFor === 'speech') ? run + 1 : 0
      return run >= wanted ? null : quiet.read()
    },
  }
}

function framesIn(seconds: number): number {
  return Math.ceil((seconds * 1000) / FRAME_MS)
}
