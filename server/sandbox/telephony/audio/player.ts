import type { FrameSource } from '../../media/frame.ts'
import type { AudioLoop, AudioPort } from './audio-loop.ts'

/** Lets one party hear a source. Settles when the source ends or `signal` aborts. */
export function play(
  loop: AudioLoop,
  port: AudioPort,
  source: FrameSource,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const stop = loop.add(() => {
      const frame = source.read()
      if (frame === null) finish()
      else port.hears = frame
    })
    function finish(): void {
      stop()
      signal.removeEventListener('abort', finish)
      resolve()
    }
    signal.addEventListener('abort', finish)
  })
}

/** Lets two parties hear each other until the returned function is called. */
export function bridge(loop: AudioLoop, a: AudioPort, b: AudioPort): () => void {
  return loop.add(() => {
    a.hears = b.spoke
    b.hears = a.spoke
  })
}
