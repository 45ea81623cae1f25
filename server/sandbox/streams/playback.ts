import { FRAME_SAMPLES } from '../media/frame.ts'
import type { Frame } from '../media/frame.ts'

/**
 * What a server has sent and the caller has not yet heard, in order, with the marks in it.
 * Docs: voice/media-streams/websocket-messages#send-a-mark-message.
 */
export interface Playback {
  add(samples: Int16Array): void
  /** `onMark` is called for it when all that was sent before it has been heard, or is cleared. */
  mark(name: string): void
  /** Forgets the sound; its marks count as reached. */
  clear(): void
  /** The next 20 ms, padded with silence at the end of what there is; null is silence. */
  read(): Frame | null
}

type Entry =
  | { readonly kind: 'sound'; samples: Int16Array }
  | { readonly kind: 'mark'; readonly name: string }

export function createPlayback(onMark: (name: string) => void): Playback {
  const queue: Entry[] = []
  return {
    add(samples) {
      queue.push({ kind: 'sound', samples })
    },
    mark(name) {
      queue.push({ kind: 'mark', name })
    },
    clear() {
      for (const entry of queue.splice(0)) if (entry.kind === 'mark') onMark(entry.name)
    },
    read() {
      const frame = new Int16Array(FRAME_SAMPLES)
      let filled = 0
      for (let [entry] = queue; entry !== undefined && filled < FRAME_SAMPLES; [entry] = queue) {
        if (entry.kind === 'mark') {
          onMark(entry.name)
          queue.shift()
          continue
        }
        const piece = entry.samples.subarray(0, FRAME_SAMPLES - filled)
        frame.set(piece, filled)
        filled += piece.length
        entry.samples = entry.samples.subarray(piece.length)
        if (entry.samples.length === 0) queue.shift()
      }
      return filled === 0 ? null : frame
    },
  }
}
