/** What one call's page has noted, in milliseconds since the epoch. */
export interface Marks {
  readonly ringAt: number | null
  readonly answerAt: number | null
  readonly audibleAt: number | null
}

declare global {
  interface Window {
    cordboardMarks?: { read(): Marks; reset(): void }
  }
}

/**
 * Runs in a page before its own code, the same in the product and in the bare page: notes when an *Answer* button
 * appears, when it is clicked, and when the far side is first audible.
 */
export function installProbe(): void {
  const OriginalPeer = window.RTCPeerConnection
  const now = () => performance.timeOrigin + performance.now()
  let marks: { ringAt: number | null; answerAt: number | null; audibleAt: number | null }
  const reset = () => {
    marks = { ringAt: null, answerAt: null, audibleAt: null }
  }
  reset()

  const answerButton = () =>
    [...document.querySelectorAll('button')].find((button) =>
      button.textContent?.startsWith('Answer'),
    )

  const look = () => {
    if (marks.ringAt === null && answerButton()) marks.ringAt = now()
  }
  document.addEventListener('DOMContentLoaded', () => {
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true })
  })
  document.addEventListener(
    'click',
    (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null
      if (button && button === answerButton()) marks.answerAt = now()
    },
    true,
  )

  let context: AudioContext | undefined
  const listenTo = (track: MediaStreamTrack) => {
    context ??= new AudioContext()
    const analyser = context.createAnalyser()
    analyser.fftSize = 256
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples)
      if (!samples.some((sample) => Math.abs(sample) > 0.01)) return
      if (marks.audibleAt === null) marks.audibleAt = now()
      clearInterval(timer)
    }, 2)
    track.addEventListener('ended', () => clearInterval(timer))
  }
  window.RTCPeerConnection = class extends OriginalPeer {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      this.addEventListener('track', (event) => {
        if (event.track.kind === 'audio') listenTo(event.track)
      })
    }
  }
  window.cordboardMarks = { read: () => ({ ...marks }), reset }
}
